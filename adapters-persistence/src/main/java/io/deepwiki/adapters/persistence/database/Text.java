package io.deepwiki.adapters.persistence.database;

/** What PostgreSQL's text cannot hold. */
public final class Text {
    private Text() {}

    /** The text without NUL characters, the only ones that cannot be stored. */
    public static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
