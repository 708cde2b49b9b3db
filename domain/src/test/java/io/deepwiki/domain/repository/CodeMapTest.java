package io.deepwiki.domain.repository;

import static io.deepwiki.domain.repository.Facts.declaring;
import static io.deepwiki.domain.repository.Facts.file;
import static io.deepwiki.domain.repository.Facts.function;
import static io.deepwiki.domain.repository.Facts.java;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.deepwiki.domain.repository.CodeMap.Dependency;
import io.deepwiki.domain.repository.CodeMap.Module;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CodeMapTest {
    private static List<String> moduleNames(List<FileFacts> files) {
        return CodeMap.of(files, "").modules().stream().map(Module::name).toList();
    }

    @Test
    void build_modules_are_modules_and_large_ones_are_cut() {
        List<FileFacts> files = List.of(
                file("pom.xml", 100),
                file("domain/pom.xml", 10),
                file("web/package.json", 10),
                java("domain/src/main/java/io/x/jobs/Job.java", 300),
                java("domain/src/main/java/io/x/wiki/Page.java", 200),
                java("domain/src/main/java/io/x/Main.java", 10),
                file("web/src/app.ts", 300));
        assertThat(CodeMap.of(files, "").modules())
                .extracting(Module::name, Module::directory, Module::lines)
                .containsExactly(
                        tuple("jobs", "domain/src/main/java/io/x/jobs", 300),
                        tuple("web", "web", 300),
                        tuple("wiki", "domain/src/main/java/io/x/wiki", 200),
                        tuple("domain", "domain", 10));
    }

    @Test
    void without_build_modules_the_directories_below_source_roots_count() {
        List<FileFacts> files = List.of(
                file("go.mod", 3),
                file("cmd/server/main.go", 40),
                file("internal/queue/queue.go", 100),
                file("internal/web/web.go", 100),
                file("pkg/log/log.go", 100),
                file("docs/guide.md", 1_000));
        assertThat(moduleNames(files)).containsExactlyInAnyOrder("queue", "web", "log", "server");
    }

    @Test
    void a_java_project_is_cut_below_its_common_package() {
        List<FileFacts> files = List.of(
                file("pom.xml", 10),
                java("src/main/java/io/x/jobs/Job.java", 100),
                java("src/main/java/io/x/wiki/Page.java", 100),
                java("src/main/java/io/x/chat/Chat.java", 100),
                java("src/main/java/io/x/chat/tiny/One.java", 1),
                java("src/test/java/io/x/chat/ChatTest.java", 900));
        assertThat(moduleNames(files)).containsExactly("chat", "jobs", "wiki");
    }

    @Test
    void a_small_project_is_one_module() {
        assertThat(moduleNames(List.of(file("main.py", 10), file("README.md", 5))))
                .containsExactly("root");
        assertThat(moduleNames(List.of(file("shop/a.py", 10), file("shop/b.py", 5))))
                .hasSize(1);
        assertThat(moduleNames(List.of())).isEmpty();
    }

    @Test
    void of_very_many_equal_packages_the_map_names_as_many_as_fit() {
        List<FileFacts> files = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            files.add(file("packages/p" + i + "/package.json", 3));
            files.add(file("packages/p" + i + "/src/index.ts", 100));
        }
        assertThat(moduleNames(files)).hasSize(24).contains("packages");
    }

    @Test
    void without_code_all_text_is_measured() {
        assertThat(moduleNames(List.of(file("guide/a.md", 10), file("recipes/b.md", 10), file("news/c.md", 10))))
                .containsExactly("guide", "news", "recipes");
    }

    @Test
    void equal_names_are_told_apart() {
        List<FileFacts> files = List.of(
                file("a/pom.xml", 1), file("b/pom.xml", 1),
                java("a/src/main/java/x/a/jobs/A.java", 100), java("a/src/main/java/x/a/wiki/A.java", 100),
                java("b/src/main/java/x/b/jobs/B.java", 100), java("b/src/main/java/x/b/wiki/B.java", 100));
        assertThat(moduleNames(files)).containsExactlyInAnyOrder("a/jobs", "a/wiki", "b/jobs", "b/wiki");
    }

    @Test
    void imports_make_links_and_links_make_dependencies() {
        List<FileFacts> files = List.of(
                java("src/main/java/io/x/jobs/Job.java", 100),
                java("src/main/java/io/x/jobs/Lease.java", 100, "io.x.jobs.Job"),
                java("src/main/java/io/x/web/Routes.java", 100, "io.x.jobs.Job", "io.x.jobs.Lease", "java.util.List"),
                java("src/main/java/io/x/chat/Chat.java", 100, "io.x.jobs.Job", "io.x.web.Routes", "io.x.chat.Chat"),
                java("src/test/java/io/x/chat/ChatTest.java", 100, "io.x.chat.Chat"));
        CodeMap map = CodeMap.of(files, "# Shop");
        assertThat(map.links()).hasSize(6);
        assertThat(map.dependencies())
                .containsExactly(
                        new Dependency("web", "jobs", 2),
                        new Dependency("chat", "jobs", 1),
                        new Dependency("chat", "web", 1));
        assertThat(map.mostReferenced().getFirst()).satisfies(most -> {
            assertThat(most.symbol().name()).isEqualTo("Job");
            assertThat(most.importers()).isEqualTo(3);
        });
        assertThat(map.readme()).isEqualTo("# Shop");
        assertThat(map.files()).hasSize(5);
    }

    @Test
    void entry_points_are_what_starts() {
        List<FileFacts> files = List.of(
                declaring("cmd/server/main.go", "main", 5, List.of(function("main"))),
                declaring(
                        "tools/Convert.java",
                        "",
                        5,
                        List.of(new Symbol(SymbolKind.METHOD, "main", "Convert", "", "", new LineRange(1, 2)))),
                file("manage.py", 5),
                file("src/index.ts", 5),
                file("src/deep/inside/index.ts", 5),
                file("bin/run", 5),
                file("src/queue.ts", 5),
                file("tests/main.py", 5));
        assertThat(CodeMap.of(files, "").entryPoints())
                .extracting(SourcePath::value)
                .containsExactly("cmd/server/main.go", "tools/Convert.java", "manage.py", "bin/run", "src/index.ts");
    }

    @Property(tries = 200)
    void every_line_of_code_is_in_one_module(@ForAll long seed) {
        List<FileFacts> files = random(new Random(seed), 300, 6);
        CodeMap map = CodeMap.of(files, "");
        assertThat(map.modules().stream().mapToInt(Module::lines).sum())
                .isEqualTo(files.stream().mapToInt(FileFacts::lines).sum());
        assertThat(map.modules().stream().mapToDouble(Module::share).sum()).isCloseTo(1, within(1e-6));
        assertThat(map.modules())
                .hasSizeLessThanOrEqualTo(25)
                .extracting(Module::name)
                .doesNotHaveDuplicates();
    }

    @Property(tries = 50)
    void the_order_of_files_does_not_matter(@ForAll long seed) {
        List<FileFacts> files = random(new Random(seed), 100, 4);
        assertThat(CodeMap.of(files.reversed(), "")).isEqualTo(CodeMap.of(files, ""));
    }

    @Test
    void five_thousand_files_take_less_than_a_second() {
        Random random = new Random(1);
        List<FileFacts> files = new ArrayList<>(random(random, 5_000, 12));
        for (int i = 0; i < 600; i++) {
            files.add(file("m" + i + "/package.json", 3));
            files.add(file("m" + i + "/src/index.ts", 3, "./a", "../../m" + (i + 1) + "/src"));
        }
        CodeMap.of(files, "");
        assertTimeout(Duration.ofSeconds(3), () -> CodeMap.of(files, ""));
    }

    private static List<FileFacts> random(Random random, int most, int names) {
        List<FileFacts> files = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            StringBuilder path = new StringBuilder();
            for (int depth = random.nextInt(6); depth > 0; depth--) {
                path.append(random.nextBoolean() ? "d" : "src")
                        .append(random.nextInt(names))
                        .append('/');
            }
            String[] imports = new String[10];
            for (int j = 0; j < imports.length; j++) {
                imports[j] = "io.x.T" + random.nextInt(most);
            }
            files.add(java(path + "T" + i + ".java", 1 + random.nextInt(200), imports));
        }
        return files;
    }
}
