package io.deepwiki.adapters.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorsTest {
    private final Visitors visitors =
            new Visitors(Set.of(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("::1")));

    @ParameterizedTest
    @CsvSource({
        "10.0.0.9, 1.1.1.1, 10.0.0.9",
        "10.0.0.1, 1.1.1.1, 1.1.1.1",
        "::1, 1.1.1.1, 1.1.1.1",
        "10.0.0.1, 2.2.2.2 1.1.1.1, 1.1.1.1",
        "10.0.0.1, 2.2.2.2 10.0.0.1, 2.2.2.2",
        "10.0.0.1, 2.2.2.2 evil.example, 10.0.0.1",
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, 2001:db8::7, 2001:db8:0:0:0:0:0:7"
    })
    void an_address_is_taken_from_a_header_only_as_far_as_trusted_proxies_wrote_it(
            String peer, String forwarded, String address) {
        List<String> told = Arrays.asList(forwarded.split(" ", -1));
        assertThat(visitors.address(InetAddress.ofLiteral(peer), told).getHostAddress())
                .isEqualTo(address);
    }
}
