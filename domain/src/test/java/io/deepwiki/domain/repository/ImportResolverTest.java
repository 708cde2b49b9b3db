package io.deepwiki.domain.repository;

import static io.deepwiki.domain.repository.Facts.declaring;
import static io.deepwiki.domain.repository.Facts.file;
import static io.deepwiki.domain.repository.Facts.function;
import static io.deepwiki.domain.repository.Facts.java;
import static io.deepwiki.domain.repository.Facts.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportResolverTest {
    private static String target(List<FileFacts> files, String from, String written) {
        FileFacts importer = files.stream()
                .filter(file -> file.path().value().equals(from))
                .findFirst()
                .orElseThrow();
        return new ImportResolver(files)
                .target(importer, written)
                .map(SourcePath::value)
                .orElse("-");
    }

    private static List<FileFacts> files(String... paths) {
        return Stream.of(paths).map(path -> file(path, 10)).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "a.b.Queue, core/src/main/java/a/b/Queue.java",
        "a.b.Queue.Lease, core/src/main/java/a/b/Queue.java",
        "a.b.Queue.claim, core/src/main/java/a/b/Queue.java",
        "a.b.Queue.*, core/src/main/java/a/b/Queue.java",
        "a.b.*, core/src/main/java/a/b/Big.java",
        "java.util.List, -",
        "a.b, -",
        "a.c.Same, web/src/main/java/a/c/Same.java"
    })
    void a_java_import_names_a_type_or_what_is_in_it(String written, String expected) {
        List<FileFacts> files = List.of(
                java("core/src/main/java/a/b/Queue.java", 10),
                java("core/src/main/java/a/b/Big.java", 90),
                java("core/src/main/java/a/c/Same.java", 10),
                java("web/src/main/java/a/c/Same.java", 10),
                java("web/src/main/java/a/w/Page.java", 10));
        assertThat(target(files, "web/src/main/java/a/w/Page.java", written)).isEqualTo(expected);
    }

    @Test
    void a_kotlin_import_may_name_a_function_and_a_php_import_a_class() {
        List<FileFacts> files = List.of(
                declaring("k/Times.kt", "a.time", 5, List.of(function("nowInUtc"))),
                file("k/App.kt", 5),
                declaring("p/User.php", "App\\Models", 5, List.of(type("User"))),
                file("p/index.php", 5));
        assertThat(target(files, "k/App.kt", "a.time.nowInUtc")).isEqualTo("k/Times.kt");
        assertThat(target(files, "p/index.php", "App\\Models\\User")).isEqualTo("p/User.php");
        assertThat(target(files, "p/index.php", "User.php")).isEqualTo("p/User.php");
    }

    @Test
    void a_csharp_import_means_the_largest_file_of_the_namespace() {
        List<FileFacts> files = List.of(
                declaring("A/Small.cs", "Shop.Core", 5, List.of(type("Small"))),
                declaring("A/Large.cs", "Shop.Core", 50, List.of(type("Large"))),
                file("B/Program.cs", 5));
        assertThat(target(files, "B/Program.cs", "Shop.Core")).isEqualTo("A/Large.cs");
        assertThat(target(files, "B/Program.cs", "System.Linq")).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource({
        "app.queue, src/app/queue.py",
        "app.queue.claim, src/app/queue.py",
        "app, src/app/__init__.py",
        ".jobs, src/app/web/jobs.py",
        "..queue, src/app/queue.py",
        "., src/app/web/__init__.py",
        "..queue.claim, src/app/queue.py",
        "queue, -",
        "json, -",
        "....far, -",
        "jobs, src/app/web/jobs.py"
    })
    void a_python_import_is_a_module_of_the_package(String written, String expected) {
        List<FileFacts> files = files(
                "src/app/__init__.py",
                "src/app/queue.py",
                "src/app/web/__init__.py",
                "src/app/web/jobs.py",
                "src/app/web/views.py");
        assertThat(target(files, "src/app/web/views.py", written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "./store, web/src/ui/store.ts", "./store.js, web/src/ui/store.ts", "../api, web/src/api/index.ts",
                "./Page.jsx, web/src/ui/Page.tsx",
        "@/api/client, web/src/api/client.ts", "src/api/client, web/src/api/client.ts", "react, -",
                "@acme/core, packages/core/src/index.ts",
        "@types/node, -", "../../../../up, -", "@x, -", "., web/src/ui/index.js"
    })
    void a_script_import_is_relative_or_an_alias(String written, String expected) {
        List<FileFacts> files = files(
                "web/src/ui/App.tsx",
                "web/src/ui/store.ts",
                "web/src/ui/Page.tsx",
                "web/src/ui/index.js",
                "web/src/api/index.ts",
                "web/src/api/client.ts",
                "packages/core/src/index.ts");
        assertThat(target(files, "web/src/ui/App.tsx", written)).isEqualTo(expected);
    }

    @Test
    void a_go_import_means_a_package_of_the_module() {
        List<FileFacts> files = List.of(
                file("cmd/server/main.go", 9, "github.com/acme/shop/internal/queue", "github.com/acme/shop/log", "fmt"),
                file("internal/queue/queue.go", 90, "github.com/acme/shop/log", "github.com/pkg/errors", "net/http"),
                file("internal/queue/queue_test.go", 900),
                file("errors/errors.go", 5),
                file("http/http.go", 5),
                file("log/log.go", 5),
                file("shop.go", 5));
        assertThat(target(files, "cmd/server/main.go", "github.com/acme/shop/internal/queue"))
                .isEqualTo("internal/queue/queue.go");
        assertThat(target(files, "cmd/server/main.go", "github.com/acme/shop")).isEqualTo("shop.go");
        assertThat(target(files, "internal/queue/queue.go", "github.com/pkg/errors"))
                .isEqualTo("-");
        assertThat(target(files, "internal/queue/queue.go", "net/http")).isEqualTo("-");
        assertThat(target(files, "internal/queue/queue.go", "fmt")).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource({
        "crate::queue::Queue, core/src/queue/mod.rs",
        "crate::queue::lease, core/src/queue/lease.rs",
        "'crate::queue::{lease, Queue}', core/src/queue/mod.rs",
        "super::lease::Lease, core/src/queue/lease.rs",
        "super::super::config, core/src/config.rs",
        "self::inner, core/src/queue/claim/inner.rs",
        "inner, core/src/queue/claim/inner.rs",
        "shop_web::routes::Route, shop-web/src/routes.rs",
        "shop_web, shop-web/src/lib.rs",
        "std::fmt, -",
        "serde::Serialize, -",
        "crate::Config, core/src/lib.rs"
    })
    void a_rust_path_is_a_module_of_a_crate(String written, String expected) {
        List<FileFacts> files = files(
                "core/src/lib.rs",
                "core/src/config.rs",
                "core/src/queue/mod.rs",
                "core/src/queue/lease.rs",
                "core/src/queue/claim.rs",
                "core/src/queue/claim/inner.rs",
                "shop-web/src/lib.rs",
                "shop-web/src/routes.rs");
        assertThat(target(files, "core/src/queue/claim.rs", written)).isEqualTo(expected);
    }

    @Test
    void a_c_include_is_beside_the_file_or_ends_a_path() {
        List<FileFacts> files = files("src/net/server.c", "src/net/conn.h", "include/shop/queue.h", "other/conn.h");
        assertThat(target(files, "src/net/server.c", "conn.h")).isEqualTo("src/net/conn.h");
        assertThat(target(files, "src/net/server.c", "shop/queue.h")).isEqualTo("include/shop/queue.h");
        assertThat(target(files, "src/net/server.c", "../../other/conn.h")).isEqualTo("other/conn.h");
        assertThat(target(files, "src/net/server.c", "stdio.h")).isEqualTo("-");
        assertThat(target(files, "src/net/server.c", "../missing.h")).isEqualTo("-");
    }

    @Test
    void a_ruby_require_is_beside_the_file_or_below_lib() {
        List<FileFacts> files = files("lib/shop.rb", "lib/shop/queue.rb", "lib/shop/lease.rb");
        assertThat(target(files, "lib/shop/queue.rb", "lease")).isEqualTo("lib/shop/lease.rb");
        assertThat(target(files, "lib/shop/queue.rb", "shop/lease")).isEqualTo("lib/shop/lease.rb");
        assertThat(target(files, "lib/shop/queue.rb", "shop")).isEqualTo("lib/shop.rb");
        assertThat(target(files, "lib/shop/queue.rb", "json")).isEqualTo("-");
    }

    @Test
    void vendored_files_and_odd_imports_are_not_found() {
        List<FileFacts> files = files("a/b.c", "vendor/x.h", "README.md");
        assertThat(target(files, "a/b.c", "x.h")).isEqualTo("-");
        assertThat(target(files, "a/b.c", " ")).isEqualTo("-");
        assertThat(target(files, "a/b.c", "x".repeat(1_000))).isEqualTo("-");
        assertThat(target(files, "README.md", "b.c")).isEqualTo("-");
    }
}
