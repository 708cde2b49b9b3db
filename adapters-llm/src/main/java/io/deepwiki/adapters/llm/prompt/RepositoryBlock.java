package io.deepwiki.adapters.llm.prompt;

import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFacts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a model sees of a repository, as much as is allowed: a block that nothing inside can close, since its mark is taken out of the
 * repository's own text.
 */
final class RepositoryBlock {
    private static final int README_CHARACTERS = 6_000;
    private static final String END = "</repository>\n";

    private final StringBuilder text = new StringBuilder();
    private final Allowance allowance;

    RepositoryBlock(String repository, Allowance allowance) {
        this.allowance = allowance;
        String begin = "<repository name=\"" + harmless(repository).replace("\"", "'") + "\">\n";
        allowance.need(begin + END);
        text.append(begin);
    }

    /** Passages with the number before each line, best first; from the first that does not fit on they are left out. */
    RepositoryBlock passages(List<Excerpt> passages) {
        lines("", passages.stream().map(passage -> passage("Passage", passage)), allowance);
        return this;
    }

    /** The file that the reader has open, in half of what is left; false if some of it is left out. */
    boolean file(List<Excerpt> file) {
        Allowance share = allowance.share(1, 2);
        int shown = lines("", file.stream().map(part -> passage("The reader's open file", part)), share);
        allowance.take(share);
        return shown == file.size();
    }

    private static String passage(String heading, Excerpt passage) {
        StringBuilder shown = new StringBuilder("\n## " + heading + " " + passage.path());
        if (!passage.symbol().isEmpty()) {
            shown.append(" (").append(passage.symbol()).append(')');
        }
        int number = passage.lines().first();
        for (String line : passage.text().split("\n", -1)) {
            shown.append('\n').append(number++).append(": ").append(line);
        }
        return shown.toString();
    }

    /** Modules with their size, largest first, who imports whom, and where it starts. */
    RepositoryBlock map(CodeMap map) {
        lines("\n## Modules", map.modules().stream().map(RepositoryBlock::module));
        lines(
                "\n## Imports between modules",
                map.dependencies().stream().map(edge -> "- " + edge.from() + " -> " + edge.to()));
        lines("\n## Entry points", map.entryPoints().stream().map(path -> "- " + path));
        return this;
    }

    private static String module(CodeMap.Module module) {
        return String.format(
                Locale.ROOT,
                "- %s in %s: %d files, %d lines, %.0f %%",
                module.name(),
                module.directory(),
                module.files(),
                module.lines(),
                100 * module.share());
    }

    /** The paths that a plan may name. */
    RepositoryBlock paths(CodeMap map) {
        lines("\n## Files", map.files().stream().map(FileFacts::path).map(path -> path.value()));
        return this;
    }

    RepositoryBlock readme(CodeMap map) {
        String readme = map.readme();
        lines("\n## README", Stream.of(readme.substring(0, Math.min(readme.length(), README_CHARACTERS))));
        return this;
    }

    String closed() {
        return text + END;
    }

    private void lines(String heading, Stream<String> lines) {
        lines(heading, lines, allowance);
    }

    /** @return how many fitted */
    private int lines(String heading, Stream<String> lines, Allowance within) {
        if (!within.fits(heading)) {
            return 0;
        }
        List<String> fitting =
                lines.map(line -> harmless(line) + "\n").takeWhile(within::fits).toList();
        text.append(heading.isEmpty() ? "" : heading + "\n");
        fitting.forEach(text::append);
        return fitting.size();
    }

    private static String harmless(String text) {
        return text.replace("</repository", "<\\/repository").replace("\r", "");
    }
}
