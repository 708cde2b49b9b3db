package io.deepwiki.adapters.source.git;

import java.io.Serial;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses of Git hosts are connected to: public ones by https; private ones, and plain http, only for hosts that the operator
 * allows. Asked at every connection, those after a redirect included. The addresses that it has looked up are those that the connection
 * uses, since the platform keeps look-ups for 30 s.
 */
public final class AddressPolicy {
    private final Set<String> allowedHosts;

    /** @param allowedHosts entries {@code host} or {@code host:port} */
    public AddressPolicy(Set<String> allowedHosts) {
        this.allowedHosts = allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Refuses what must not be connected to.
     *
     * @throws RefusedAddress with a sentence for people
     * @throws UnknownHostException if the host has no address
     */
    void check(URL url) throws UnknownHostException {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        if (allowedHosts.contains(host) || allowedHosts.contains(host + ":" + port)) {
            return;
        }
        if (!url.getProtocol().equals("https")) {
            throw new RefusedAddress("Plain http is only allowed for hosts in DEEPWIKI_ALLOWED_GIT_HOSTS: use https.");
        }
        for (InetAddress address : InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""))) {
            if (!isPublic(address)) {
                throw new RefusedAddress(
                        "This host is not on the public internet. An operator can allow it in DEEPWIKI_ALLOWED_GIT_HOSTS.");
            }
        }
    }

    /** Whether an address is one that everybody could reach. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    /** The blocks of RFC 6890 that the platform's own questions leave out. */
    private static boolean isPublic(byte[] address) {
        int a = address[0] & 0xff;
        int b = address[1] & 0xff;
        boolean shared = a == 100 && b >= 64 && b < 128;
        boolean protocols = a == 192 && b == 0 && (address[2] == 0 || address[2] == 2);
        boolean benchmarks = a == 198 && (b == 18 || b == 19);
        boolean documentation = a == 198 && b == 51 && (address[2] & 0xff) == 100 || a == 203 && b == 0 && (address[2] & 0xff) == 113;
        return a != 0 && a < 240 && !shared && !protocols && !benchmarks && !documentation;
    }

    /** Only global unicast, without forms that carry an address of version 4 in them. */
    private static boolean isPublicSix(byte[] address) {
        boolean globalUnicast = (address[0] & 0xe0) == 0x20;
        boolean sixToFour = address[0] == 0x20 && address[1] == 0x02;
        boolean teredo = address[0] == 0x20 && address[1] == 0x01 && address[2] == 0 && address[3] == 0;
        boolean documentation = address[0] == 0x20 && address[1] == 0x01 && address[2] == 0x0d && (address[3] & 0xff) == 0xb8;
        return globalUnicast && !sixToFour && !teredo && !documentation;
    }

    /** An address that is not connected to; its message says why and what can be done. */
    static final class RefusedAddress extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        RefusedAddress(String message) {
            super(message);
        }
    }
}
