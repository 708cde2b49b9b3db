package io.deepwiki.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tries out whether a port can be listened on. */
public final class PortProbe {
    private PortProbe() {}

    public static boolean free(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
