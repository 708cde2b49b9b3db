package io.deepwiki.domain.repository;

import java.util.Locale;

/**
 * The path of a file inside a repository.
 *
 * @param value relative, with {@code /} between its names; never empty, never absolute, without {@code .} and {@code ..} names
 */
public record SourcePath(String value) implements Comparable<SourcePath> {
    public SourcePath {
        if (value.isEmpty() || value.startsWith("/") || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a path inside a repository: " + value);
        }
        for (String name : value.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException("not a path inside a repository: " + value);
            }
        }
    }

    /** The last name of the path. */
    public String fileName() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The path without its last name; empty for a file at the root. */
    public String directory() {
        int slash = value.lastIndexOf('/');
        return slash < 0 ? "" : value.substring(0, slash);
    }

    /** What follows the last dot of the file's name, in lower case; empty if there is none. */
    public String extension() {
        String name = fileName();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(SourcePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
