package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryArgumentTest {
    @TempDir
    Path folder;

    @Test
    void an_address_goes_as_it_is() {
        assertThat(RepositoryArgument.of("https://git.example/a/b", folder).address())
                .isEqualTo("https://git.example/a/b");
        assertThat(RepositoryArgument.of("ext::sh://x", folder).address()).isEqualTo("ext::sh://x");
    }

    @Test
    void an_owner_and_a_name_mean_github() {
        assertThat(RepositoryArgument.of("owner/re.po", folder).address()).isEqualTo("https://github.com/owner/re.po");
    }

    @Test
    void a_folder_means_the_work_tree_that_it_lies_in() throws IOException {
        Path project = folder.resolve("project");
        Files.createDirectories(project.resolve(".git"));
        Files.createDirectories(project.resolve("src/main"));
        String root = project.toRealPath().toString();
        assertThat(RepositoryArgument.of(".", project.resolve("src/main")).address())
                .isEqualTo(root);
        assertThat(RepositoryArgument.of("project/src", folder).address()).isEqualTo(root);
    }

    @Test
    void a_file_is_named_from_the_root_or_from_where_one_is() throws IOException {
        Path project = folder.resolve("project");
        Path sources = Files.createDirectories(project.resolve("src/main"));
        Files.createDirectories(project.resolve(".git"));
        Files.createFile(sources.resolve("a.c"));
        RepositoryArgument local = RepositoryArgument.of(".", sources);
        for (String written : List.of("a.c", "./a.c", "../main/a.c", "src/main/a.c", "./src/main/a.c")) {
            assertThat(local.file(written, sources)).isEqualTo("src/main/a.c");
        }
        assertThat(local.file(sources.toRealPath().resolve("a.c").toString(), folder))
                .isEqualTo("src/main/a.c");
        assertThat(local.file("src/main/a.c", folder)).isEqualTo("src/main/a.c");
        assertThat(local.file("./gone.c", sources)).as("the commit may have it").isEqualTo("gone.c");
        assertThat(RepositoryArgument.of("owner/name", folder).file("./src/a.c", folder))
                .isEqualTo("src/a.c");
    }

    @Test
    void what_is_nothing_of_it_is_explained() {
        assertThatThrownBy(() -> RepositoryArgument.of("no such thing", folder))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("neither a folder");
    }
}
