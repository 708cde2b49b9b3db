package io.deepwiki.adapters.http.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tells apart who shows a code: a browser that has shown it before by that, others by their address, as far as that is known. */
public final class Visitors {
    /** Who has one address of such a network has them all. */
    private static final int IPV6_NETWORK = 8;

    private final Set<InetAddress> proxies;

    /** @param proxies whose word is taken for the address that a request came from; anybody else may write there what they like */
    public Visitors(Set<InetAddress> proxies) {
        this.proxies = Set.copyOf(proxies);
    }

    /**
     * Who shows a code.
     *
     * @param known whether the code was shown from there before
     */
    record Visitor(String name, boolean known) {}

    /** @param browser by which a browser shows that the code was shown from it before */
    Visitor of(ServerRequest request, Optional<UUID> browser) {
        return browser.map(id -> new Visitor(id.toString(), true))
                .orElseGet(() -> new Visitor(
                        request.remotePeer().address() instanceof InetSocketAddress peer
                                ? network(address(peer.getAddress(), forwarded(request)))
                                : request.remotePeer().host(),
                        false));
    }

    private static List<String> forwarded(ServerRequest request) {
        return request.headers().all(HeaderNames.X_FORWARDED_FOR, List::of).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** Each proxy adds whom it was asked by, behind what it was told: from the end as far as they are trusted. */
    InetAddress address(InetAddress peer, List<String> forwarded) {
        InetAddress from = peer;
        for (String before : forwarded.reversed()) {
            if (!proxies.contains(from)) {
                return from;
            }
            Optional<InetAddress> told = literal(before);
            if (told.isEmpty()) {
                return from;
            }
            from = told.get();
        }
        return from;
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address six
                ? HexFormat.ofDelimiter(":").formatHex(six.getAddress(), 0, IPV6_NETWORK)
                : address.getHostAddress();
    }
}
