package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.FileKind;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much a passage counts by the kind of its file: who asks how something works wants the code that does it, not what tests, describes or
 * copies it. A question that names a kind is asked about that kind.
 */
public final class KindPrior {
    private static final Pattern TESTS = Pattern.compile("\\b(tests?|tested|testing|specs?|fixtures?|coverage)\\b");
    private static final Pattern DOCS =
            Pattern.compile("\\b(docs?|documentation|documented|readme|guide|changelog|licen[cs]e|install|getting started)\\b");
    private static final Pattern CONFIG = Pattern.compile("\\b(config\\w*|settings?|build|deploy\\w*|docker\\w*|ci|pipeline|dependenc\\w+|yaml|environment)\\b");
    private static final Pattern COPIES = Pattern.compile("\\b(generated|vendor\\w*|third.party)\\b");

    private KindPrior() {}

    /** A factor, 0 to 1. */
    public static double weight(FileKind kind, String question) {
        String asked = question.toLowerCase(Locale.ROOT);
        return switch (kind) {
            case CODE -> 1.0;
            case TEST -> TESTS.matcher(asked).find() ? 1.0 : 0.55;
            case DOCS -> DOCS.matcher(asked).find() ? 1.0 : 0.7;
            case CONFIG -> CONFIG.matcher(asked).find() ? 1.0 : 0.7;
            case DATA -> 0.4;
            case GENERATED, VENDORED -> COPIES.matcher(asked).find() ? 1.0 : 0.35;
        };
    }
}
