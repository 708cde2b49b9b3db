package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.FileKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How much a passage's score counts by the kind of its file. What a program does stands in its code; tests, documents and the rest say it again
 * and would crowd it out. A question that names a kind wants it.
 */
public final class KindPrior {
    private static final int LONGEST_QUESTION = 20_000;

    private static final Set<String> TEST = Set.of(
            "test",
            "tests",
            "tested",
            "testing",
            "spec",
            "specs",
            "unittest",
            "unittests",
            "fixture",
            "fixtures",
            "mock",
            "mocks",
            "testcase");
    private static final Set<String> DOCS = Set.of(
            "doc",
            "docs",
            "document",
            "documents",
            "documented",
            "documentation",
            "readme",
            "changelog",
            "license",
            "licence",
            "guide",
            "tutorial",
            "manual",
            "contributing",
            "adr");
    private static final Set<String> CONFIG = Set.of(
            "config",
            "configs",
            "configuration",
            "configured",
            "configure",
            "setting",
            "settings",
            "docker",
            "dockerfile",
            "makefile",
            "ci",
            "pom",
            "gradle",
            "maven",
            "npm",
            "dependency",
            "dependencies",
            "workflow",
            "workflows",
            "deploy",
            "deployment",
            "yaml",
            "toml",
            "environment",
            "env");
    private static final Set<String> DATA = Set.of(
            "dataset", "csv", "svg", "json", "sample", "samples", "fixture", "fixtures", "snapshot", "snapshots");
    private static final Set<String> GENERATED = Set.of("generated", "codegen", "lockfile", "protobuf", "minified");
    private static final Set<String> VENDORED =
            Set.of("vendor", "vendored", "vendors", "thirdparty", "third", "bundled");

    private final Set<FileKind> named;

    private KindPrior(Set<FileKind> named) {
        this.named = named;
    }

    /** The prior for a question. */
    public static KindPrior of(String question) {
        Set<String> words = words(question);
        Set<FileKind> named = EnumSet.noneOf(FileKind.class);
        for (FileKind kind : FileKind.values()) {
            if (!Collections.disjoint(words, names(kind))) {
                named.add(kind);
            }
        }
        return new KindPrior(named);
    }

    /** The factor for scores of this kind, above 0, at most 1; it is 1 for what the question names. */
    public double weight(FileKind kind) {
        return named.contains(kind) ? 1 : plain(kind);
    }

    private static double plain(FileKind kind) {
        return switch (kind) {
            case CODE -> 1.0;
            case DOCS -> 0.8;
            case CONFIG -> 0.7;
            case TEST -> 0.6;
            case DATA -> 0.4;
            case VENDORED -> 0.3;
            case GENERATED -> 0.25;
        };
    }

    private static Set<String> names(FileKind kind) {
        return switch (kind) {
            case CODE -> Set.of();
            case TEST -> TEST;
            case DOCS -> DOCS;
            case CONFIG -> CONFIG;
            case DATA -> DATA;
            case GENERATED -> GENERATED;
            case VENDORED -> VENDORED;
        };
    }

    private static Set<String> words(String question) {
        Set<String> words = new HashSet<>();
        for (String word : new Words(question, LONGEST_QUESTION)) {
            Words.parts(word).forEach(part -> words.add(part.toLowerCase(Locale.ROOT)));
        }
        return words;
    }
}
