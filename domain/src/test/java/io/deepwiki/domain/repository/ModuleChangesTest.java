package io.deepwiki.domain.repository;

import static io.deepwiki.domain.repository.Facts.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ModuleChangesTest {
    private static List<FileFacts> modules(String... names) {
        List<FileFacts> files = new ArrayList<>();
        for (String name : names) {
            for (int i = 0; i < 10; i++) {
                files.add(file("src/" + name + "/file" + i + ".ts", 50));
            }
        }
        return files;
    }

    private static ModuleChanges between(List<FileFacts> before, List<FileFacts> after) {
        return ModuleChanges.between(CodeMap.of(before, ""), CodeMap.of(after, ""));
    }

    @Test
    void a_module_comes_and_another_goes() {
        ModuleChanges changes = between(modules("cart", "till", "stock"), modules("cart", "stock", "pay"));
        assertThat(changes.came()).containsExactly("src/pay");
        assertThat(changes.went()).containsExactly("src/till");
        assertThat(changes.none()).isFalse();
    }

    @Test
    void a_directory_that_has_only_grown_into_a_module_did_not_come() {
        List<FileFacts> before = modules("cart", "till", "stock");
        before.add(file("src/pay/pay.ts", 4));
        List<FileFacts> after = modules("cart", "till", "stock");
        after.add(file("src/pay/pay.ts", 400));
        assertThat(CodeMap.of(before, "").modules())
                .extracting(CodeMap.Module::directory)
                .doesNotContain("src/pay");
        assertThat(CodeMap.of(after, "").modules())
                .extracting(CodeMap.Module::directory)
                .contains("src/pay");
        assertThat(between(before, after).none()).isTrue();
    }

    @Property(tries = 100)
    void files_that_change_or_come_within_modules_leave_the_modules_alone(
            @ForAll @IntRange(min = 1, max = 2_000) int lines, @ForAll @IntRange(min = 0, max = 4) int more) {
        List<FileFacts> before = modules("cart", "till", "stock", "pay");
        List<FileFacts> after = new ArrayList<>(before);
        after.set(0, file("src/cart/file0.ts", lines));
        for (int i = 0; i < more; i++) {
            after.add(file("src/till/more" + i + ".ts", 50));
        }
        assertThat(between(before, after).none()).isTrue();
        assertThat(between(after, before).none()).isTrue();
    }
}
