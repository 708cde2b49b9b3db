package io.deepwiki.domain.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.RepositoryAddress.Refused;
import io.deepwiki.domain.repository.RepositoryAddress.Understood;
import io.deepwiki.domain.repository.RepositoryRef.Local;
import io.deepwiki.domain.repository.RepositoryRef.Remote;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {
    private static RepositoryRef understood(String typed) {
        return ((Understood) RepositoryAddress.read(typed)).repository();
    }

    @Test
    void spellings_of_one_repository_have_one_identity() {
        Remote remote = new Remote(true, "github.com", Optional.empty(), "owner/repo");
        for (String typed : new String[] {
            "https://github.com/owner/repo",
            " https://GitHub.com/owner/repo.git ",
            "https://github.com:443/owner/repo/",
            "HTTPS://github.com/owner/repo"
        }) {
            assertThat(understood(typed)).isEqualTo(remote);
        }
        assertThat(remote.identity()).isEqualTo("github.com/owner/repo");
        assertThat(remote.url()).isEqualTo("https://github.com/owner/repo");
        assertThat(remote.owner()).isEqualTo("owner");
        assertThat(remote.name()).isEqualTo("repo");
    }

    @Test
    void another_port_is_another_repository() {
        RepositoryRef remote = understood("http://localhost:8080/repo");
        assertThat(remote.identity()).isEqualTo("localhost:8080/repo");
        assertThat(remote.url()).isEqualTo("http://localhost:8080/repo");
        assertThat(remote.owner()).isEmpty();
    }

    @Test
    void an_absolute_path_is_a_local_repository() {
        assertThat(understood("/srv//git/shop/")).isEqualTo(new Local("/srv/git/shop"));
        assertThat(understood("/").name()).isEqualTo("root");
        Local local = new Local("/srv/git/shop");
        assertThat(local.identity()).isEqualTo("local:/srv/git/shop");
        assertThat(local.url()).isEqualTo("/srv/git/shop");
        assertThat(local.name()).isEqualTo("shop");
        assertThat(local.owner()).isEqualTo("local");
    }

    @Test
    void a_character_that_nothing_can_hold_is_named() {
        assertThat(RepositoryAddress.read("/srv/git\0shop"))
                .isEqualTo(new Refused("The address of the repository holds a NUL character."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "owner/repo",
                "git@github.com:owner/repo",
                "file:///etc",
                "ssh://host/a",
                "ext::sh",
                "https://user:secret@host/a",
                "https://host",
                "https://host/a?b=c",
                "https://host/a#b",
                "https://host/a/../b",
                "https://host/a%2Fb",
                "https://host//a//b",
                "https://ho st/a",
                "/srv/../etc",
                "/srv/..",
                "https:///a"
            })
    void anything_else_is_refused_with_a_reason(String typed) {
        assertThat(RepositoryAddress.read(typed))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).endsWith(".").doesNotContain("secret"));
    }
}
