package io.deepwiki.adapters.source.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 request on a socket of its own, to an address that was checked. The JDK's clients resolve the host's name themselves once
 * more when they connect, so that a name could have changed its address after the check; this one cannot be deceived so.
 */
final class PinnedConnection implements HttpConnection {
    /** Compressed answers would let a few bytes become many behind the count; packs are compressed anyway. */
    private static final String NOT_SENT = "accept-encoding";

    private final URL url;
    private final URI target;
    private final HostConversation conversation;
    private final Map<String, String> request = new LinkedHashMap<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private String method = "GET";
    private Optional<Response> response = Optional.empty();

    PinnedConnection(URL url, URI target, HostConversation conversation) {
        this.url = url;
        this.target = target;
        this.conversation = conversation;
    }

    private record Response(HttpHead head, InputStream body) {}

    private Response response() throws IOException {
        if (response.isEmpty()) {
            response = Optional.of(exchange());
        }
        return response.get();
    }

    @SuppressWarnings("resource") // the body closes the socket
    private Response exchange() throws IOException {
        try {
            HostConversation.Network network = conversation.network();
            Socket socket = network.sockets().open(target, network.policy().resolve(target), conversation);
            InputStream in = new BufferedInputStream(new Metered(socket, conversation));
            socket.getOutputStream().write(requestBytes());
            HttpHead head = HttpHead.read(in);
            conversation.note(head.status());
            if (head.first("Content-Encoding").isPresent() || isNoGit(head)) {
                socket.close();
                throw new ProtocolException("this is not the answer of a Git host");
            }
            return new Response(head, HttpBody.of(head, in));
        } catch (IOException e) {
            throw conversation.note(e);
        }
    }

    /** The library would go on with the old protocol of plain files, which is slow and has no bounds. */
    private boolean isNoGit(HttpHead head) {
        String type = head.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return head.status() == HTTP_OK && !type.startsWith("application/x-git-");
    }

    private byte[] requestBytes() throws IOException {
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(target.getRawPath())
                .append(target.getRawQuery() == null ? "" : "?" + target.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.getRawAuthority())
                .append("\r\nConnection: close\r\n");
        request.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        conversation
                .authorization()
                .ifPresent(value -> head.append("Authorization: ").append(value).append("\r\n"));
        if (!"GET".equals(method)) {
            head.append("Content-Length: ").append(output.size()).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        output.writeTo(all);
        return all.toByteArray();
    }

    @Override
    public int getResponseCode() throws IOException {
        return response().head().status();
    }

    @Override
    public URL getURL() {
        return url;
    }

    @Override
    public String getResponseMessage() {
        return "";
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return response.map(answer -> answer.head().fields()).orElse(Map.of());
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        return response.flatMap(answer -> answer.head().first(name)).orElse(null);
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return getHeaderFields().getOrDefault(name, List.of());
    }

    @Override
    public @Nullable String getContentType() {
        return getHeaderField("Content-Type");
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return response().body();
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public void setRequestProperty(String name, String value) {
        if (!name.equalsIgnoreCase(NOT_SENT) && !name.equalsIgnoreCase("content-length")) {
            request.put(name, value);
        }
    }

    @Override
    public void setRequestMethod(String wanted) {
        method = wanted;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void connect() throws IOException {
        response();
    }

    @Override
    public void setUseCaches(boolean use) {}

    @Override
    public void setConnectTimeout(int millis) {}

    @Override
    public void setReadTimeout(int millis) {}

    @Override
    public void setInstanceFollowRedirects(boolean follow) {}

    @Override
    public void setDoOutput(boolean does) {}

    @Override
    public void setFixedLengthStreamingMode(int length) {}

    @Override
    public void setChunkedStreamingMode(int length) {}

    @Override
    public void configure(@Nullable KeyManager[] keys, @Nullable TrustManager[] trust, @Nullable SecureRandom random) {
        throw new UnsupportedOperationException("certificates are always checked");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {
        throw new UnsupportedOperationException("host names are always checked");
    }

    /** Counts what comes, and closes the socket at the end. */
    private static final class Metered extends FilterInputStream {
        private final Socket socket;
        private final HostConversation conversation;

        Metered(Socket socket, HostConversation conversation) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            this.conversation = conversation;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("only read through a buffer");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                socket.setSoTimeout(conversation.allowance().idleMillis());
                int count = super.read(into, offset, length);
                conversation.allowance().spend(count);
                return count;
            } catch (IOException e) {
                throw conversation.note(e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
