package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks a citation against the file that it names. */
public final class CitationCheck {
    private CitationCheck() {}

    /**
     * Whether the cited lines are there.
     *
     * @param linesOfFile how many lines the file has at the commit; empty if there is no such file
     */
    public static CheckedCitation check(Citation citation, OptionalInt linesOfFile) {
        boolean there = linesOfFile.isPresent() && citation.lines().last() <= linesOfFile.getAsInt();
        return new CheckedCitation(citation, there ? CheckedCitation.State.RESOLVES : CheckedCitation.State.UNRESOLVED);
    }

    /**
     * The citations of a Markdown text with their state, each once, in its order.
     *
     * @param linesOfFile how many lines a file has at the commit; empty if there is no such file
     */
    public static List<CheckedCitation> check(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        return Citations.find(markdown).stream()
                .filter(found -> isMeant(found, linesOfFile))
                .flatMap(found -> found.citations().stream())
                .distinct()
                .map(citation -> check(citation, linesOfFile.apply(citation.path())))
                .toList();
    }

    /**
     * What a Markdown text cites that is not there, as it is written, each once, in its order: citations that do not resolve, and what looks
     * like one and can be none.
     *
     * @param linesOfFile how many lines a file has at the commit; empty if there is no such file
     */
    public static List<String> unresolved(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        return dangling(markdown, linesOfFile).stream()
                .flatMap(it -> it.lost.stream())
                .distinct()
                .toList();
    }

    /**
     * The text without {@link #unresolved}, the marks of emphasis and code or the parentheses that stand around nothing else, and the blank
     * before each.
     *
     * @param linesOfFile how many lines a file has at the commit; empty if there is no such file
     */
    public static String withoutUnresolved(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        StringBuilder kept = new StringBuilder(markdown);
        for (Dangling dangling : dangling(markdown, linesOfFile).reversed()) {
            int start = dangling.cited.start();
            int end = dangling.cited.end();
            if (dangling.left.isEmpty()) {
                while (start > 0 && end < kept.length() && encloses(kept.charAt(start - 1), kept.charAt(end))) {
                    start--;
                    end++;
                }
                start -= start > 0 && kept.charAt(start - 1) == ' ' ? 1 : 0;
            }
            kept.replace(start, end, dangling.left);
        }
        return kept.toString();
    }

    private static boolean encloses(char before, char after) {
        return before == '(' ? after == ')' : before == after && "*_`".indexOf(before) >= 0;
    }

    /**
     * Brackets with something that is not there.
     *
     * @param lost what is not there
     * @param left what may stand instead of the brackets
     */
    private record Dangling(Citations.Cited cited, List<String> lost, String left) {}

    private static List<Dangling> dangling(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        return Citations.in(markdown).stream()
                .flatMap(cited -> {
                    String written = markdown.substring(cited.start(), cited.end());
                    return switch (cited) {
                        case Citations.Broken _ -> Stream.of(new Dangling(cited, List.of(written), ""));
                        case Citations.Found found
                        when isMeant(found, linesOfFile) -> dangling(found, written, linesOfFile).stream();
                        case Citations.Found _ -> Stream.empty();
                    };
                })
                .toList();
    }

    private static Optional<Dangling> dangling(
            Citations.Found found, String written, Function<SourcePath, OptionalInt> linesOfFile) {
        List<String> lost = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (Citation citation : found.citations()) {
            boolean resolves =
                    check(citation, linesOfFile.apply(citation.path())).state() == CheckedCitation.State.RESOLVES;
            (resolves ? there : lost).add(citation.toString());
        }
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Dangling(found, found.citations().size() == 1 ? List.of(written) : lost, String.join(" ", there)));
    }

    /** What may be something else is a citation if its files are there. */
    private static boolean isMeant(Citations.Found found, Function<SourcePath, OptionalInt> linesOfFile) {
        return found.certain()
                || found.citations().stream()
                        .allMatch(citation -> linesOfFile.apply(citation.path()).isPresent());
    }
}
