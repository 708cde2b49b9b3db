package io.deepwiki.adapters.source.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** The body of an HTTP/1.1 response: by chunks, by length, or to the connection's end. */
final class HttpBody extends InputStream {
    private static final long TO_THE_END = Long.MAX_VALUE;

    private final InputStream in;
    private final boolean chunked;
    private boolean first = true;
    private long left;

    private HttpBody(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
    }

    static HttpBody of(HttpHead head, InputStream in) throws ProtocolException {
        if (head.first("Transfer-Encoding")
                .filter(encoding -> encoding.equalsIgnoreCase("chunked"))
                .isPresent()) {
            return new HttpBody(in, true, 0);
        }
        if (head.status() == 204 || head.status() == 304) {
            return new HttpBody(in, false, 0);
        }
        String length = head.first("Content-Length").orElse("");
        if (length.isEmpty()) {
            return new HttpBody(in, false, TO_THE_END);
        }
        if (!length.matches("[0-9]{1,15}")) {
            throw new ProtocolException("the length of the response is not a number");
        }
        return new HttpBody(in, false, Long.parseLong(length));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && chunked) {
            nextChunk();
        }
        if (left <= 0) {
            return -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0 && left != TO_THE_END) {
            throw new EOFException("the response was cut");
        }
        if (count > 0 && left != TO_THE_END) {
            left -= count;
        }
        return count;
    }

    private void nextChunk() throws IOException {
        if (!first && !HttpHead.line(in).isEmpty()) {
            throw new ProtocolException("a chunk of the response does not end");
        }
        first = false;
        String size = HttpHead.line(in).split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,12}")) {
            throw new ProtocolException("a chunk of the response has no size");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            left = -1;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
