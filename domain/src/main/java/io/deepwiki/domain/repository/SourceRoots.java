package io.deepwiki.domain.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Directories that hold source code without saying what it is for. */
final class SourceRoots {
    private static final Set<String> NAMES = Set.of(
            "src",
            "lib",
            "libs",
            "internal",
            "pkg",
            "cmd",
            "app",
            "apps",
            "packages",
            "crates",
            "source",
            "sources",
            "main",
            "java",
            "kotlin",
            "python",
            "modules",
            "projects",
            "services",
            "plugins",
            "php",
            "go",
            "rust",
            "js",
            "ts");

    private SourceRoots() {}

    static boolean isName(String directory) {
        return NAMES.contains(directory);
    }

    /** The last names of a directory that say something, as many as wanted: {@code web} for {@code web/src}; {@code root} for the root. */
    static String name(String directory, int parts) {
        if (directory.isEmpty()) {
            return "root";
        }
        List<String> telling = new ArrayList<>();
        for (String name : directory.split("/", -1)) {
            if (!NAMES.contains(name)) {
                telling.add(name);
            }
        }
        List<String> names = telling.isEmpty() || parts > telling.size() ? List.of(directory.split("/", -1)) : telling;
        return String.join("/", names.subList(Math.max(0, names.size() - parts), names.size()));
    }
}
