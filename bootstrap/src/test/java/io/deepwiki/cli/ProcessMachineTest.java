package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessMachineTest {
    private final Machine machine = Machine.ofProcess();

    @Test
    void names_are_plain_and_never_the_same() {
        assertThat(machine.freshName()).matches("[0-9a-f]{32}").isNotEqualTo(machine.freshName());
    }

    @Test
    void a_pause_can_be_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> machine.pause(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_wait_for_the_service_that_is_interrupted_ends_the_command() {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                false);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Backoff(terminal, machine)
                        .pauseAfter(new ConnectionLost(new CommandFailure(ExitCode.NO_SERVICE, "Away."))))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Interrupted.");
        assertThat(Thread.interrupted()).isTrue();
    }
}
