package io.deepwiki.domain.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @Test
    void a_commit_is_a_full_hexadecimal_id() {
        Commit commit = new Commit("0123456789abcdef0123456789abcdef01234567");
        assertThat(commit.abbreviated()).isEqualTo("0123456789");
        assertThat(commit).hasToString("0123456789abcdef0123456789abcdef01234567");
        assertThatIllegalArgumentException().isThrownBy(() -> new Commit("HEAD"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Commit("A".repeat(40)));
    }

    @Test
    void lines_run_from_one_upwards() {
        LineRange range = new LineRange(3, 9);
        assertThat(range.length()).isEqualTo(7);
        assertThat(range.contains(new LineRange(3, 9))).isTrue();
        assertThat(range.contains(new LineRange(3, 10))).isFalse();
        assertThat(range.overlaps(new LineRange(9, 12))).isTrue();
        assertThat(range.overlaps(new LineRange(10, 12))).isFalse();
        assertThat(range.joinedWith(new LineRange(20, 21)))
                .isEqualTo(new LineRange(3, 21))
                .hasToString("3-21");
        assertThatIllegalArgumentException().isThrownBy(() -> new LineRange(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LineRange(2, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a//b", "a/../b", "./a", "a/.", "a/", "a\0b"})
    void a_path_stays_inside_its_repository(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SourcePath(value));
    }

    @Test
    void a_path_knows_its_parts() {
        SourcePath path = new SourcePath("src/Main.JAVA");
        assertThat(path.fileName()).isEqualTo("Main.JAVA");
        assertThat(path.directory()).isEqualTo("src");
        assertThat(path.extension()).isEqualTo("java");
        assertThat(path).isLessThan(new SourcePath("src/b")).hasToString("src/Main.JAVA");
        assertThat(new SourcePath(".env").extension()).isEmpty();
    }

    @Test
    void a_symbol_has_a_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Symbol(SymbolKind.TYPE, " ", "", "", "", new LineRange(1, 1)));
    }

    @Test
    void ids_are_written_as_they_are() {
        UUID id = new UUID(1, 2);
        assertThat(new RepositoryId(id)).hasToString(id.toString());
        assertThat(new SnapshotId(id)).hasToString(id.toString());
    }
}
