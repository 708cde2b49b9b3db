package io.deepwiki.domain.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.SourceChanges.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SourceChangesTest {
    private static SourcePath path(String path) {
        return new SourcePath(path);
    }

    @Test
    void files_come_and_go_change_and_get_new_names() {
        SourceChanges changes = SourceChanges.between(
                Map.of(path("same"), "1", path("changed"), "2", path("old"), "3", path("gone"), "4"),
                Map.of(path("same"), "1", path("changed"), "5", path("new"), "3", path("came"), "6"));
        assertThat(changes.byPath())
                .containsOnly(
                        Map.entry(path("changed"), new Change.Changed()),
                        Map.entry(path("old"), new Change.Renamed(path("new"))),
                        Map.entry(path("new"), new Change.Added()),
                        Map.entry(path("gone"), new Change.Removed()),
                        Map.entry(path("came"), new Change.Added()));
        assertThat(changes.placeOf(path("old"))).contains(path("new"));
        assertThat(changes.placeOf(path("gone"))).isEmpty();
        assertThat(changes.placeOf(path("same"))).contains(path("same"));
    }

    @Test
    void a_new_name_that_could_be_anothers_is_no_new_name() {
        SourceChanges two = SourceChanges.between(
                Map.of(path("a/__init__.py"), "0", path("b/__init__.py"), "0"), Map.of(path("c/__init__.py"), "0"));
        assertThat(two.of(path("a/__init__.py"))).contains(new Change.Removed());
        SourceChanges copies = SourceChanges.between(Map.of(path("a"), "0"), Map.of(path("b"), "0", path("c"), "0"));
        assertThat(copies.of(path("a"))).contains(new Change.Removed());
    }

    @Property(tries = 500)
    void exactly_the_paths_that_differ_have_a_change(@ForAll long seed) {
        Random random = new Random(seed);
        Map<SourcePath, String> before = files(random);
        Map<SourcePath, String> after = files(random);
        SourceChanges changes = SourceChanges.between(before, after);
        TreeSet<SourcePath> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (SourcePath path : all) {
            assertThat(changes.of(path).isPresent())
                    .as("%s", path)
                    .isEqualTo(!Objects.equals(before.get(path), after.get(path)));
            if (before.containsKey(path)) {
                changes.placeOf(path).ifPresent(place -> assertThat(after).containsKey(place));
            }
        }
    }

    private static Map<SourcePath, String> files(Random random) {
        Map<SourcePath, String> files = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            if (random.nextBoolean()) {
                files.put(path("f" + i), String.valueOf(random.nextInt(6)));
            }
        }
        return files;
    }
}
