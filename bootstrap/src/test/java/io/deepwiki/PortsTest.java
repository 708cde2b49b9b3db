package io.deepwiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.settings.HttpSettings;
import io.deepwiki.settings.ListenPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final HttpSettings DEFAULTS =
            Settings.read(Map.of(), Path.of("/nowhere")).http();

    @Test
    void a_port_that_was_asked_for_and_is_taken_is_refused_with_the_name_of_its_holder() throws IOException {
        try (ServerSocket holder = taken()) {
            HttpSettings settings = with(new ListenPort(holder.getLocalPort(), true), new ListenPort(0, true));
            assertThatThrownBy(() -> Ports.choose(settings, true))
                    .hasMessageContaining("Port " + holder.getLocalPort())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_default_port_that_is_taken_gives_way_to_the_next_free_one() throws IOException {
        try (ServerSocket holder = taken()) {
            int port = holder.getLocalPort();
            assertThat(Ports.choose(with(new ListenPort(port, false), new ListenPort(0, true)), true)
                            .api())
                    .isBetween(port + 1, port + 100);
        }
    }

    @Test
    void the_two_listeners_never_get_the_same_port() throws IOException {
        int free;
        try (ServerSocket socket = taken()) {
            free = socket.getLocalPort();
        }
        Ports ports = Ports.choose(with(new ListenPort(free, true), new ListenPort(free, false)), true);
        assertThat(ports.api()).isEqualTo(free);
        assertThat(ports.web()).isNotEqualTo(free);
    }

    @Test
    void an_instance_that_only_lends_a_hand_opens_a_web_listener_where_it_was_asked_for_only() {
        ListenPort any = new ListenPort(0, true);
        assertThat(Ports.choose(with(any, new ListenPort(3000, false)), false).web())
                .isNegative();
        assertThat(Ports.choose(with(any, any), false).web()).isZero();
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static HttpSettings with(ListenPort api, ListenPort web) {
        return new HttpSettings(
                DEFAULTS.bind(),
                api,
                new HttpSettings.Web(web, Optional.empty(), List.of(), Optional.empty(), Duration.ofMinutes(5)),
                DEFAULTS.allowedOrigins(),
                DEFAULTS.limits());
    }
}
