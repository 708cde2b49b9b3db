package io.deepwiki.adapters.source.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URL;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;

/** A connection whose bytes count for the fetch that it belongs to; everything else is passed on. */
final class CountedConnection implements HttpConnection {
    private final HttpConnection plain;
    private final GuardedConnections fetch;

    CountedConnection(HttpConnection plain, GuardedConnections fetch) {
        this.plain = plain;
        this.fetch = fetch;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return fetch.counted(plain.getInputStream());
    }

    @Override
    public int getResponseCode() throws IOException {
        boundReading();
        return plain.getResponseCode();
    }

    @Override
    public void connect() throws IOException {
        boundReading();
        plain.connect();
    }

    private void boundReading() {
        plain.setReadTimeout((int) Math.min(Integer.MAX_VALUE, fetch.left().toMillis()));
    }

    @Override
    public URL getURL() {
        return plain.getURL();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return plain.getResponseMessage();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return plain.getHeaderFields();
    }

    @Override
    public void setRequestProperty(String key, String value) {
        plain.setRequestProperty(key, value);
    }

    @Override
    public void setRequestMethod(String method) throws ProtocolException {
        plain.setRequestMethod(method);
    }

    @Override
    public void setUseCaches(boolean usecaches) {
        plain.setUseCaches(usecaches);
    }

    @Override
    public void setConnectTimeout(int timeout) {
        // The limit of ours holds, whatever a configuration says.
    }

    @Override
    public void setReadTimeout(int timeout) {
        // Likewise.
    }

    @Override
    public String getContentType() {
        return plain.getContentType();
    }

    @Override
    public String getHeaderField(String name) {
        return plain.getHeaderField(name);
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return plain.getHeaderFields(name);
    }

    @Override
    public int getContentLength() {
        return plain.getContentLength();
    }

    @Override
    public void setInstanceFollowRedirects(boolean followRedirects) {
        plain.setInstanceFollowRedirects(false);
    }

    @Override
    public void setDoOutput(boolean dooutput) {
        plain.setDoOutput(dooutput);
    }

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {
        plain.setFixedLengthStreamingMode(contentLength);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        boundReading();
        return plain.getOutputStream();
    }

    @Override
    public void setChunkedStreamingMode(int chunklen) {
        plain.setChunkedStreamingMode(chunklen);
    }

    @Override
    public String getRequestMethod() {
        return plain.getRequestMethod();
    }

    @Override
    public boolean usingProxy() {
        return plain.usingProxy();
    }

    @Override
    public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws NoSuchAlgorithmException, KeyManagementException {
        plain.configure(keys, trust, random);
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) throws NoSuchAlgorithmException, KeyManagementException {
        plain.setHostnameVerifier(verifier);
    }
}
