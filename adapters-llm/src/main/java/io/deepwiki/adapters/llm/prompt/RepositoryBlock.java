package io.deepwiki.adapters.llm.prompt;

import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFacts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a model sees of a repository: a block that nothing inside can close, since its mark is taken out of the repository's own text.
 */
final class RepositoryBlock {
    private static final int MOST_FILES = 1_500;
    private static final int README_CHARACTERS = 6_000;

    private final StringBuilder text = new StringBuilder();

    RepositoryBlock(String repository) {
        text.append("<repository name=\"")
                .append(harmless(repository).replace("\"", "'"))
                .append("\">\n");
    }

    /** Passages with the number before each line; best first. */
    RepositoryBlock passages(String heading, List<Excerpt> passages) {
        for (Excerpt passage : passages) {
            text.append("\n## ")
                    .append(heading)
                    .append(' ')
                    .append(harmless(passage.path().value()));
            if (!passage.symbol().isEmpty()) {
                text.append(" (").append(harmless(passage.symbol())).append(')');
            }
            text.append('\n');
            int number = passage.lines().first();
            for (String line : passage.text().split("\n", -1)) {
                text.append(number++).append(": ").append(harmless(line)).append('\n');
            }
        }
        return this;
    }

    /** Modules with their size, who imports whom, and the paths of the files, largest modules first. */
    RepositoryBlock map(CodeMap map) {
        text.append("\n## Modules\n");
        for (CodeMap.Module module : map.modules()) {
            text.append("- ").append(harmless(module.name())).append(" in ").append(harmless(module.directory()));
            text.append(String.format(
                    Locale.ROOT,
                    ": %d files, %d lines, %.0f %%%n",
                    module.files(),
                    module.lines(),
                    100 * module.share()));
        }
        text.append("\n## Imports between modules\n");
        map.dependencies()
                .forEach(edge -> text.append("- ")
                        .append(harmless(edge.from()))
                        .append(" -> ")
                        .append(harmless(edge.to()))
                        .append('\n'));
        text.append("\n## Entry points\n");
        map.entryPoints()
                .forEach(
                        path -> text.append("- ").append(harmless(path.value())).append('\n'));
        return this;
    }

    /** The paths that a plan may name, as many as fit. */
    RepositoryBlock paths(CodeMap map) {
        text.append("\n## Files\n");
        text.append(map.files().stream()
                .map(FileFacts::path)
                .limit(MOST_FILES)
                .map(path -> harmless(path.value()))
                .collect(Collectors.joining("\n")));
        text.append('\n');
        return this;
    }

    RepositoryBlock readme(CodeMap map) {
        String readme = map.readme();
        text.append("\n## README\n")
                .append(harmless(readme.substring(0, Math.min(readme.length(), README_CHARACTERS))))
                .append('\n');
        return this;
    }

    String closed() {
        return text + "</repository>\n";
    }

    private static String harmless(String text) {
        return text.replace("</repository", "<\\/repository").replace("\r", "");
    }
}
