package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of systemd that ships says of the product what is so. */
class ServiceUnitTest {
    private static final Path SHIPPED = Path.of("src", "dist", "deepwiki.service");

    @TempDir
    Path folder;

    @Test
    void it_runs_a_command_of_the_launcher() throws IOException {
        List<String> words = List.of(only("ExecStart").split(" "));
        assertThat(Path.of("..").resolve(Path.of(words.getFirst()).getFileName()))
                .isExecutable();
        ScriptedTerminal terminal = new ScriptedTerminal("");
        Cli cli = new Cli(
                terminal.surroundings(Map.of(), folder, Machine.ofProcess()),
                (_, _) -> {
                    throw new IllegalStateException("no service in this test");
                },
                _ -> {},
                _ -> List.of());
        String[] help =
                Stream.concat(words.stream().skip(1), Stream.of("--help")).toArray(String[]::new);
        assertThat(cli.execute(help)).isEqualTo(ExitCode.FINE);
        assertThat(terminal.out()).contains("Run the service in the foreground");
    }

    @Test
    void it_sets_what_can_be_set() throws IOException {
        List<String> known = Stream.concat(
                        Arrays.stream(SettingKey.values()).map(SettingKey::variable), Stream.of("XDG_CACHE_HOME"))
                .toList();
        assertThat(only("Environment").split(" "))
                .isNotEmpty()
                .allSatisfy(set -> assertThat(known).contains(set.substring(0, set.indexOf('='))));
    }

    @Test
    void it_gives_the_service_time_to_leave_and_starts_it_again_unless_that_is_in_vain() throws IOException {
        assertThat(only("KillMode"))
                .as("the service stops its PostgreSQL itself")
                .isEqualTo("mixed");
        assertThat(Duration.ofSeconds(Integer.parseInt(only("TimeoutStopSec"))))
                .isGreaterThan(ServiceFinder.STOP_PATIENCE);
        assertThat(only("Restart")).isEqualTo("on-failure");
        assertThat(only("RestartPreventExitStatus")).isEqualTo(Integer.toString(ExitCode.USAGE));
    }

    private static String only(String name) throws IOException {
        List<String> values = Files.readAllLines(SHIPPED).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
        assertThat(values).as(name).hasSize(1);
        return values.getFirst();
    }
}
