package io.deepwiki.adapters.source.git;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells addresses of the open internet from those of this machine, its networks and its cloud. */
final class PublicAddresses {
    /** Everything that IANA's special-purpose registry does not call globally reachable; the cloud's metadata address is link-local. */
    private static final List<Block> CLOSED_4 = List.of(
            block("0.0.0.0", 8),
            block("10.0.0.0", 8),
            block("100.64.0.0", 10),
            block("127.0.0.0", 8),
            block("169.254.0.0", 16),
            block("172.16.0.0", 12),
            block("192.0.0.0", 24),
            block("192.0.2.0", 24),
            block("192.88.99.0", 24),
            block("192.168.0.0", 16),
            block("198.18.0.0", 15),
            block("198.51.100.0", 24),
            block("203.0.113.0", 24),
            block("224.0.0.0", 4),
            block("240.0.0.0", 4));

    /** Only this is handed out for the open internet. */
    private static final Block GLOBAL_6 = block("2000::", 3);

    private static final List<Block> CLOSED_6 =
            List.of(block("2001::", 23), block("2001:db8::", 32), block("3fff::", 20));

    private static final Block NAT64 = block("64:ff9b::", 96);
    private static final Block SIX_TO_FOUR = block("2002::", 16);

    private PublicAddresses() {}

    /** Whether the address is one of the open internet; an IPv6 address that carries an IPv4 one is judged by that one. */
    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] address) {
        return CLOSED_4.stream().noneMatch(block -> block.contains(address));
    }

    private static boolean isPublic6(byte[] address) {
        if (NAT64.contains(address)) {
            return isPublic4(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isPublic4(Arrays.copyOfRange(address, 2, 6));
        }
        return GLOBAL_6.contains(address) && CLOSED_6.stream().noneMatch(block -> block.contains(address));
    }

    private static Block block(String literal, int bits) {
        try {
            return new Block(InetAddress.getByName(literal).getAddress(), bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    /** All addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte[] start, int bits) {
        boolean contains(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(start, 0, whole, address, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || ((start[whole] ^ address[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0;
        }
    }
}
