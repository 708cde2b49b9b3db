package io.deepwiki.domain.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileFilterTest {
    private static FileFilter excluding(List<String> dirs, List<String> files) {
        return new FileFilter(List.of(), List.of(), dirs, files);
    }

    private static FileFilter including(List<String> dirs, List<String> files) {
        return new FileFilter(dirs, files, List.of(), List.of());
    }

    private static boolean admits(FileFilter filter, String path) {
        return filter.admits(new SourcePath(path));
    }

    @Test
    void without_patterns_every_file_counts() {
        assertThat(admits(FileFilter.NONE, "a/b.c")).isTrue();
        assertThat(FileFilter.NONE.isEmpty()).isTrue();
    }

    @Test
    void a_directory_without_a_slash_is_meant_at_any_depth_with_all_below_it() {
        FileFilter filter = excluding(List.of("./node_modules/"), List.of());
        assertThat(admits(filter, "node_modules/x/index.js")).isFalse();
        assertThat(admits(filter, "web/node_modules/x/index.js")).isFalse();
        assertThat(admits(filter, "web/node_modules2/index.js")).isTrue();
        assertThat(admits(filter, "web/node_modules")).isTrue();
    }

    @Test
    void a_directory_with_a_slash_is_meant_from_the_root() {
        FileFilter filter = excluding(List.of("src/gen", "/build"), List.of());
        assertThat(admits(filter, "src/gen/A.java")).isFalse();
        assertThat(admits(filter, "app/src/gen/A.java")).isTrue();
        assertThat(admits(filter, "build/x")).isFalse();
        assertThat(admits(filter, "app/build/x")).isTrue();
    }

    @Test
    void a_glob_of_everything_below_works_for_directories_and_files() {
        for (FileFilter filter : List.of(
                excluding(List.of("**/gen/**"), List.of()),
                excluding(List.of(), List.of("**/gen/**")),
                excluding(List.of(), List.of("gen/")))) {
            assertThat(admits(filter, "a/gen/b/C.java")).isFalse();
            assertThat(admits(filter, "gen/C.java")).isFalse();
            assertThat(admits(filter, "a/general/C.java")).isTrue();
        }
    }

    @Test
    void a_file_pattern_without_a_slash_is_a_name_anywhere() {
        FileFilter filter = excluding(List.of(), List.of("*.min.js", "docs/*.md"));
        assertThat(admits(filter, "web/a.min.js")).isFalse();
        assertThat(admits(filter, "web/a.js")).isTrue();
        assertThat(admits(filter, "docs/a.md")).isFalse();
        assertThat(admits(filter, "docs/b/a.md")).isTrue();
    }

    @Test
    void includes_narrow_and_excludes_remove_from_them() {
        FileFilter filter = new FileFilter(List.of("core"), List.of("*.md"), List.of(), List.of("Secret*"));
        assertThat(admits(filter, "core/a/B.java")).isTrue();
        assertThat(admits(filter, "web/README.md")).isTrue();
        assertThat(admits(filter, "web/B.java")).isFalse();
        assertThat(admits(filter, "core/SecretKey.java")).isFalse();
        assertThat(admits(including(List.of("*"), List.of()), "a/B.java")).isTrue();
    }

    @Test
    void blank_patterns_do_not_narrow() {
        assertThat(admits(including(List.of(" "), List.of("")), "a/B.java")).isTrue();
    }

    @Test
    void patterns_are_separated_by_newline_or_comma_and_percent_decoded() {
        assertThat(FileFilter.patterns("src%2Fgen, *.{ts,tsx}\n\n docs/ \na%2Cb,100%,%zz%C3%BC%0Alast"))
                .containsExactly("src/gen", "*.{ts,tsx}", "docs/", "a,b", "100%", "%zzü", "last");
        assertThat(FileFilter.patterns("")).isEmpty();
        assertThat(FileFilter.patterns("{a\nb,c")).containsExactly("{a", "b", "c");
    }
}
