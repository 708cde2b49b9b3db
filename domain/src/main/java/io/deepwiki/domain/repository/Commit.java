package io.deepwiki.domain.repository;

import java.util.regex.Pattern;

/**
 * The id of a Git commit.
 *
 * @param id 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits
 */
public record Commit(String id) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public Commit {
        if (!HEX.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a commit: " + id);
        }
    }

    /** The first ten digits, as people write a commit. */
    public String abbreviated() {
        return id.substring(0, 10);
    }

    @Override
    public String toString() {
        return id;
    }
}
