package io.deepwiki.domain.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.RepositoryAddress.Understood;
import io.deepwiki.domain.repository.RepositoryRef.Local;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHostTest {
    private static final Commit COMMIT = new Commit("c".repeat(40));
    private static final SourcePath PATH = new SourcePath("src/a b/ö#1.c");
    private static final LineRange LINES = new LineRange(3, 9);

    @ParameterizedTest
    @CsvSource({
        "https://github.com/o/r, https://github.com/o/r/blob/{}/src/a%20b/%C3%B6%231.c#L3-L9",
        "https://github.example:8443/o/r, https://github.example:8443/o/r/blob/{}/src/a%20b/%C3%B6%231.c#L3-L9",
        "https://gitlab.com/g/s/r.git, https://gitlab.com/g/s/r/-/blob/{}/src/a%20b/%C3%B6%231.c#L3-9",
        "https://bitbucket.org/o/r, https://bitbucket.org/o/r/src/{}/src/a%20b/%C3%B6%231.c#lines-3:9",
        "https://codeberg.org/o/r, https://codeberg.org/o/r/src/commit/{}/src/a%20b/%C3%B6%231.c#L3-L9",
        "https://dev.azure.com/o/p/_git/r, https://dev.azure.com/o/p/_git/r?path=/src/a%20b/%C3%B6%231.c&version=GC{}&line=3&lineEnd=10&lineStartColumn=1&lineEndColumn=1",
    })
    void each_kind_of_host_shows_lines_in_its_own_way(String address, String link) {
        assertThat(GitHost.link(repository(address), COMMIT, PATH, LINES)).contains(link.replace("{}", COMMIT.id()));
    }

    @Test
    void there_is_no_link_where_the_form_is_not_known() {
        assertThat(GitHost.link(repository("https://git.example/o/r"), COMMIT, PATH, LINES))
                .isEmpty();
        assertThat(GitHost.link(repository("https://bitbucket.example/scm/o/r"), COMMIT, PATH, LINES))
                .isEmpty();
        assertThat(GitHost.link(new Local("/srv/github/r"), COMMIT, PATH, LINES))
                .isEmpty();
    }

    private static RepositoryRef repository(String address) {
        return ((Understood) RepositoryAddress.read(address)).repository();
    }
}
