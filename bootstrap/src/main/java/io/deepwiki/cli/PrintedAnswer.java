package io.deepwiki.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The text of an answer as it was printed: every byte once, in its place. */
final class PrintedAnswer {
    private final PrintStream out;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    PrintedAnswer(PrintStream out) {
        this.out = out;
    }

    /** In bytes of UTF-8. */
    long length() {
        return text.size();
    }

    byte[] bytes() {
        return text.toByteArray();
    }

    /**
     * Prints what is new of a piece.
     *
     * @param offset where it begins, in bytes of UTF-8
     * @return whether something was new
     * @throws CommandFailure if something is missing before it
     */
    boolean print(long offset, String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        long known = length() - offset;
        if (known < 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "\nThe service left out bytes " + length() + " to " + offset + " of the answer: ask again.");
        }
        if (known >= bytes.length) {
            return false;
        }
        int from = (int) known;
        text.write(bytes, from, bytes.length - from);
        out.write(bytes, from, bytes.length - from);
        out.flush();
        return true;
    }

    /** @throws CommandFailure if another text was written than was printed */
    void check(@Nullable Long bytes, @Nullable String sha256) {
        String printed = sha256(bytes());
        if (bytes == null || bytes != length() || !printed.equals(sha256)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "\nWhat was printed is not the whole answer as the service has it (" + length() + " bytes, SHA-256 "
                            + printed + ", instead of " + bytes + " bytes, " + sha256
                            + "): do not rely on it, ask again.");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
