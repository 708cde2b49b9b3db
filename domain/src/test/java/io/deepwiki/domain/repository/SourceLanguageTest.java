package io.deepwiki.domain.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceLanguageTest {
    @ParameterizedTest
    @CsvSource({
        "src/Main.java, JAVA",
        "a/b.pyi, PYTHON",
        "web/App.jsx, JAVASCRIPT",
        "x.mjs, JAVASCRIPT",
        "x.cjs, JAVASCRIPT",
        "x.ts, TYPESCRIPT",
        "web/App.tsx, TSX",
        "main.go, GO",
        "lib.rs, RUST",
        "a.h, C",
        "a.hpp, CPP",
        "a.cc, CPP",
        "a.cxx, CPP",
        "A.cs, CSHARP",
        "build.gradle.kts, KOTLIN",
        "Rakefile, RUBY",
        "index.php, PHP",
        "README.MD, MARKDOWN",
        "a.mdx, MARKDOWN",
        "a.markdown, MARKDOWN",
        "Dockerfile, OTHER",
        "a.sql, OTHER",
        ".java, OTHER",
        "Makefile, OTHER"
    })
    void a_name_tells_the_language(String path, SourceLanguage language) {
        assertThat(SourceLanguage.of(new SourcePath(path))).isEqualTo(language);
    }

    @Test
    void only_languages_that_declare_symbols_are_code() {
        assertThat(SourceLanguage.TSX.isCode()).isTrue();
        assertThat(SourceLanguage.MARKDOWN.isCode()).isFalse();
        assertThat(SourceLanguage.OTHER.isCode()).isFalse();
    }

    @Test
    void a_label_is_what_people_write() {
        assertThat(SourceLanguage.CSHARP.label()).isEqualTo("C#");
        assertThat(SourceLanguage.CPP.label()).isEqualTo("C++");
    }
}
