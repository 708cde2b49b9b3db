package io.deepwiki.adapters.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "169.254.169.254",
                "169.254.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "192.88.99.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "::7f00:1",
                "3fff::1",
                "5f00::1",
                "2130706433",
                "127.1"
            })
    void an_address_that_is_not_of_the_open_internet_is_closed(String literal) throws IOException {
        assertThat(PublicAddresses.contains(InetAddress.getByName(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "140.82.121.4",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void an_address_of_the_open_internet_is_open(String literal) throws IOException {
        assertThat(PublicAddresses.contains(InetAddress.getByName(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/a/b",
                "https://127.0.0.1/a/b",
                "https://[::1]/a/b",
                "https://[::ffff:127.0.0.1]/a/b",
                "https://[::ffff:7f00:1]/a/b",
                "https://169.254.169.254/a/b",
                "http://1.1.1.1/a/b",
                "http://169.254.169.254/a/b",
                "https://10.1.2.3:8443/a/b",
                "ftp://1.1.1.1/a/b"
            })
    void a_closed_place_and_plain_http_are_refused(String url) {
        AddressPolicy policy = new AddressPolicy(Set.of("git.example.org", "10.1.2.3:443"));
        assertThatThrownBy(() -> policy.resolve(URI.create(url)))
                .isInstanceOfSatisfying(
                        StoppedException.class,
                        e -> assertThat(e.failure()).isInstanceOfSatisfying(Failure.Invalid.class, invalid -> {
                            assertThat(invalid.code()).isEqualTo("address_refused");
                            assertThat(invalid.fields().getFirst().field()).isEqualTo("repo_url");
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:3001/a/b", "https://127.0.0.1:3001/a", "http://[::1]/a", "http://[::1]:99/a"})
    void a_host_that_the_operator_has_named_is_allowed_by_http_as_well(String url) throws IOException {
        AddressPolicy policy = new AddressPolicy(Set.of("127.0.0.1:3001", " [::1] "));
        assertThat(policy.resolve(URI.create(url))).hasSize(1);
    }

    @Test
    void a_name_with_a_port_allows_no_other_port() {
        AddressPolicy policy = new AddressPolicy(Set.of("127.0.0.1:3001"));
        assertThatThrownBy(() -> policy.resolve(URI.create("http://127.0.0.1:3002/a")))
                .isInstanceOf(StoppedException.class);
    }
}
