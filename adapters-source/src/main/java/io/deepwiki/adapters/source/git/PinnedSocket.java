package io.deepwiki.adapters.source.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to an address that was checked before, and to no other; with TLS the certificate must still bear the host's name. */
final class PinnedSocket {
    private final SSLSocketFactory tls;

    PinnedSocket(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /** Tries the addresses in turn. An interrupt of the thread closes the socket at any moment, for it is a channel's. */
    Socket open(URI url, List<InetAddress> addresses, HostConversation conversation) throws IOException {
        IOException last = new IOException("the host has no address");
        for (InetAddress address : addresses) {
            try {
                return open(url, address, conversation);
            } catch (StoppedException e) {
                throw e;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    @SuppressWarnings("resource") // the conversation closes it at the latest
    private Socket open(URI url, InetAddress address, HostConversation conversation) throws IOException {
        Socket plain = conversation.keep(SocketChannel.open().socket());
        try {
            plain.connect(
                    new InetSocketAddress(address, AddressPolicy.portOf(url)),
                    conversation.allowance().connectMillis());
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(conversation.allowance().idleMillis());
            return "https".equals(url.getScheme()) ? secured(url, plain) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secured(URI url, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.getHost(), AddressPolicy.portOf(url), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
