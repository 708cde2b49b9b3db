package io.deepwiki.domain.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"main", "feature/a-b_c", "v1.2.x", "größe", "修正/🚀", "user@host", "#7", "a.lock.b"})
    void words_that_git_takes_are_names(String name) {
        assertThat(BranchName.isPossible(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a..b",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "a@{1}",
                "/a",
                "a/",
                "a//b",
                ".a",
                "a/.b",
                "a.",
                "a.lock",
                "a.lock/b",
                "a\nb",
                "a\u0000",
                "a\u007F",
                "a\ud800",
                "\udc00b"
            })
    void words_that_git_refuses_are_none(String name) {
        assertThat(BranchName.isPossible(name)).isFalse();
    }

    @Test
    void a_name_is_no_longer_than_that_of_a_file() {
        assertThat(BranchName.isPossible("x".repeat(255))).isTrue();
        assertThat(BranchName.isPossible("x".repeat(256))).isFalse();
        assertThat(BranchName.isPossible("ü".repeat(128))).isFalse();
    }
}
