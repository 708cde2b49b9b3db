package io.deepwiki.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A framed answer as the contract has it, from any byte of its text on. */
final class WrittenAnswer {
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private record Part(String type, String fields, String text) {}

    WrittenAnswer text(String piece) {
        parts.add(new Part("delta", "", piece));
        text.append(piece);
        return this;
    }

    WrittenAnswer notice(String message) {
        return line("notice", "\"code\":\"c\",\"message\":\"" + message + "\"");
    }

    WrittenAnswer stage(int iteration, String stage) {
        return line("research", "\"iteration\":" + iteration + ",\"stage\":\"" + stage + "\"");
    }

    WrittenAnswer source(String path) {
        return line("sources", "\"passages\":[{\"path\":\"" + path + "\",\"start_line\":1,\"end_line\":2}]");
    }

    private WrittenAnswer line(String type, String fields) {
        parts.add(new Part(type, fields, ""));
        return this;
    }

    String text() {
        return text.toString();
    }

    /** All lines. */
    String whole() {
        return from(0, () -> false);
    }

    /**
     * The lines for a reader who has {@code offset} bytes.
     *
     * @param merged whether a piece joins the one before it
     */
    String from(int offset, BooleanSupplier merged) {
        Lines lines = new Lines();
        lines.add("meta", "\"stream_id\":\"s1\",\"provider\":\"p\",\"model\":\"m\"");
        int at = 0;
        for (Part part : parts) {
            int end = at + bytes(part.text).length;
            if (part.type.equals("delta")) {
                String rest = end <= offset ? "" : rest(part.text, Math.max(0, offset - at));
                lines.text(end - bytes(rest).length, rest, merged);
            } else if (at >= offset) {
                lines.add(part.type, part.fields);
            }
            at = end;
        }
        lines.add("done", "\"bytes\":" + at + ",\"sha256\":\"" + sha256(text()) + "\",\"finish_reason\":\"stop\"");
        return lines.written.toString();
    }

    private static String rest(String piece, int from) {
        byte[] bytes = bytes(piece);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String piece) {
        return piece.getBytes(StandardCharsets.UTF_8);
    }

    /** In hexadecimal, of the text's UTF-8. */
    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Lines {
        private final StringBuilder written = new StringBuilder();
        private final StringBuilder waiting = new StringBuilder();
        private int seq;
        private int offset;

        void text(int from, String piece, BooleanSupplier merged) {
            if (!waiting.isEmpty() && !merged.getAsBoolean()) {
                flush();
            }
            if (waiting.isEmpty()) {
                offset = from;
            }
            waiting.append(piece);
        }

        void add(String type, String fields) {
            flush();
            line(type, fields);
        }

        private void flush() {
            if (!waiting.isEmpty()) {
                String escaped = waiting.toString().replace("\n", "\\n").replace("\"", "\\\"");
                line("delta", "\"offset\":" + offset + ",\"text\":\"" + escaped + "\"");
                waiting.setLength(0);
            }
        }

        private void line(String type, String fields) {
            written.append("{\"seq\":%d,\"type\":\"%s\",%s}\n".formatted(++seq, type, fields));
        }
    }
}
