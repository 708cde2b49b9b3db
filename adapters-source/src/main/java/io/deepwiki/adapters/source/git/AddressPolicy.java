package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts we may connect to: those of the open internet by https, and those that the operator has named, by http as well and wherever
 * they lie. The addresses it gives are the ones to connect to: a name is never resolved twice.
 */
final class AddressPolicy {
    private final Set<String> allowedHosts;

    /** Entries are {@code host} or {@code host:port}. */
    AddressPolicy(Set<String> allowedHosts) {
        this.allowedHosts = allowedHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The addresses of a URL's host. Throws {@link StoppedException} when the URL, or one of its addresses, is refused. */
    List<InetAddress> resolve(URI url) throws IOException {
        boolean named = isNamed(url);
        if (!named && !"https".equals(url.getScheme())) {
            throw refused("Only https is allowed for this host.");
        }
        List<InetAddress> addresses = List.of(InetAddress.getAllByName(url.getHost()));
        if (!named && !addresses.stream().allMatch(PublicAddresses::contains)) {
            throw refused("This host is not on the open internet.");
        }
        return addresses;
    }

    private boolean isNamed(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return allowedHosts.contains(host) || allowedHosts.contains(host + ":" + portOf(url));
    }

    static int portOf(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    }

    static StoppedException refused(String why) {
        return new StoppedException(Failure.Invalid.field(
                "address_refused",
                "repo_url",
                "This address is refused. " + why
                        + " Who runs this service can allow a host in DEEPWIKI_ALLOWED_GIT_HOSTS."));
    }
}
