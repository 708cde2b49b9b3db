package io.deepwiki.domain.repository;

/**
 * One pattern of a filter.
 *
 * @param glob without {@code ./} before and {@code /} after it
 * @param anywhere whether it is matched against single names, at any depth
 * @param below whether it was written as a directory's content: with a slash, or {@code /**}, at its end
 */
record PathPattern(Glob glob, boolean anywhere, boolean below) {
    static PathPattern of(String written) {
        String text = written.strip();
        while (text.startsWith("./")) {
            text = text.substring(2);
        }
        boolean atRoot = text.startsWith("/");
        boolean below = text.endsWith("/") || text.endsWith("/**");
        String inner = text.substring(leadingSlashes(text), text.length());
        while (inner.endsWith("/")) {
            inner = inner.substring(0, inner.length() - 1);
        }
        return new PathPattern(Glob.compile(inner), !atRoot && inner.indexOf('/') < 0, below);
    }

    /** Whether it matches a directory that the file stands in, at any height. */
    boolean matchesDirectoryOf(SourcePath path) {
        String value = path.value();
        int start = 0;
        for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', start)) {
            if (glob.matches(anywhere ? value.substring(start, slash) : value.substring(0, slash))) {
                return true;
            }
            start = slash + 1;
        }
        return below && !anywhere && glob.matches(value);
    }

    /** Whether it matches the file itself, or was written as a directory that the file stands in. */
    boolean matchesFile(SourcePath path) {
        return glob.matches(anywhere ? path.fileName() : path.value()) || (below && matchesDirectoryOf(path));
    }

    private static int leadingSlashes(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == '/') {
            i++;
        }
        return i;
    }
}
