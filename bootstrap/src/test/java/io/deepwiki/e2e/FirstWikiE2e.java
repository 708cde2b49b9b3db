package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.e2e.Installation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstWikiE2e {
    @TempDir
    Path folder;

    @Test
    void one_command_makes_a_wiki_another_answers_and_nothing_is_done_twice() throws Exception {
        Path project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        Path book = folder.resolve("book");
        try (Installation product = new Installation(Files.createDirectory(folder.resolve("home")))) {
            Outcome first =
                    product.run(project, "wiki", ".", "--out", book.toString()).succeeded();
            assertThat(first.out()).contains("Wiki: ", "Read it: http://", "Ask: " + product.launcher() + " ask");
            assertThat(first.err()).contains("Starting the service").contains("100%");
            assertThat(pages(book))
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(page -> assertThat(page).containsPattern("\\[[\\w./-]+:\\d+-\\d+]"));

            Outcome answer = product.run(project, "ask", ".", "Where is an amount taken?")
                    .succeeded();
            assertThat(answer.out()).contains("Sources:").contains(".java:");

            Outcome second = product.run(project, "wiki", ".").succeeded();
            assertThat(second.err()).contains("Nothing has changed");

            assertThat(product.run(project, "status").succeeded().out()).contains("completed", "Process");
            assertThat(product.run(project, "down").succeeded().out()).contains("Stopped.");
            assertThat(product.run(project, "status").code()).isEqualTo(3);
        }
    }

    private static List<String> pages(Path book) throws java.io.IOException {
        try (Stream<Path> files = Files.list(book)) {
            List<String> pages = new java.util.ArrayList<>();
            for (Path file : files.filter(path -> !path.endsWith("README.md")).toList()) {
                pages.add(Files.readString(file));
            }
            return pages;
        }
    }
}
