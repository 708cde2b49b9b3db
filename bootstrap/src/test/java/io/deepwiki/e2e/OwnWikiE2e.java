package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the first minute: the wiki of this very project holds. */
class OwnWikiE2e {
    private static final Path PROJECT = Path.of(System.getProperty("deepwiki.project"));

    @TempDir
    Path folder;

    @Test
    void the_wiki_of_this_project_is_grounded_in_its_code() throws Exception {
        try (Installation product = new Installation(Files.createDirectory(folder.resolve("home")))) {
            String table =
                    product.run(PROJECT, "bench", "wiki", ".").succeeded().out();
            Map<String, String> rows = table.lines()
                    .map(line -> line.split("\\s*\\|\\s*"))
                    .collect(Collectors.toMap(cells -> cells[1], cells -> cells[2]));
            double pages = number(rows, "pages");
            assertThat(pages).as(table).isGreaterThanOrEqualTo(8);
            assertThat(number(rows, "diagrams")).as(table).isGreaterThanOrEqualTo(pages / 2);
            assertThat(number(rows, "files cited by a page, at least"))
                    .as(table)
                    .isGreaterThanOrEqualTo(3);
            assertThat(number(rows, "that resolve")).as(table).isGreaterThanOrEqualTo(99);
            assertThat(number(rows, "that name what stands in their lines"))
                    .as(table)
                    .isGreaterThanOrEqualTo(90);
        }
    }

    private static double number(Map<String, String> rows, String what) {
        return Double.parseDouble(rows.getOrDefault(what, "-1").replaceAll("[^0-9.-]", ""));
    }
}
