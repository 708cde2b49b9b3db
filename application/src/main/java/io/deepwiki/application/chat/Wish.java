package io.deepwiki.application.chat;

import java.util.Optional;

/**
 * How an answer is wanted.
 *
 * @param once it is one answer, however often it is asked for
 * @param detached it goes on when nobody reads it
 */
public record Wish(Optional<Once> once, boolean detached) {
    /** A new answer, as long as somebody reads it. */
    public static final Wish PLAIN = new Wish(Optional.empty(), false);

    /**
     * A request that may be sent again.
     *
     * @param key what the client calls it, 1 to 255 characters
     * @param digest of all that it asks for, in hexadecimal
     */
    public record Once(String key, String digest) {}
}
