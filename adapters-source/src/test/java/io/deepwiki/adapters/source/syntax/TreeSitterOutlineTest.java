package io.deepwiki.adapters.source.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Beside each {@code syntax/x.sample} lies {@code x.outline}: one line for the package, one for the imports, then one for each symbol. */
class TreeSitterOutlineTest {
    private final TreeSitterOutline outlines = new TreeSitterOutline(2);

    @ParameterizedTest
    @EnumSource(
            value = SourceLanguage.class,
            mode = Mode.EXCLUDE,
            names = {"MARKDOWN", "OTHER"})
    void a_sample_of_each_language_has_the_outline_that_was_written_down_for_it(SourceLanguage language)
            throws IOException {
        String name = language.name().toLowerCase(Locale.ROOT);
        FileOutline outline =
                outlines.outline(language, resource(name + ".sample")).orElseThrow();
        assertThat(written(outline)).isEqualTo(resource(name + ".outline"));
    }

    @ParameterizedTest
    @EnumSource(names = {"MARKDOWN", "OTHER"})
    void what_is_not_code_has_no_outline(SourceLanguage language) {
        assertThat(outlines.outline(language, "class A {}")).isEmpty();
    }

    @Test
    void lines_are_right_behind_characters_of_several_bytes() {
        String text = "// größer als 日本語 \uD83D\uDE80\nclass A {\n    // 日本\n    void größe() {}\n}\n";
        List<Symbol> symbols = symbols(SourceLanguage.JAVA, text);
        assertThat(symbols)
                .containsExactly(
                        new Symbol(
                                SymbolKind.TYPE,
                                "A",
                                "",
                                "class A",
                                "größer als 日本語 \uD83D\uDE80",
                                new LineRange(1, 5)),
                        new Symbol(SymbolKind.METHOD, "größe", "A", "void größe()", "日本", new LineRange(3, 4)));
    }

    @Test
    void windows_line_ends_change_nothing() throws IOException {
        String text = resource("java.sample");
        assertThat(outlines.outline(SourceLanguage.JAVA, text.replace("\n", "\r\n")))
                .isEqualTo(outlines.outline(SourceLanguage.JAVA, text));
    }

    @Test
    void a_file_with_mistakes_still_shows_what_can_be_read() {
        String text = "class A {\n  void one() {}\n  void two( { \n  void three() {}\n}\nclass B { void four() {} }\n";
        assertThat(symbols(SourceLanguage.JAVA, text)).extracting(Symbol::name).contains("A", "one");
    }

    @Test
    void a_comment_behind_an_empty_line_or_behind_code_does_not_belong_to_a_declaration() {
        String text = "package a\n\n// Licence.\n\nvar x = 1 // of x\nfunc f() {}\n";
        assertThat(symbols(SourceLanguage.GO, text))
                .extracting(Symbol::name, Symbol::doc, symbol -> symbol.lines().first())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("x", "", 5),
                        org.assertj.core.groups.Tuple.tuple("f", "", 6));
    }

    @Test
    void a_long_head_is_cut_to_200_characters() {
        String text = "class A { void f(" + "String aaaaaaaaaa, ".repeat(30) + "int last) {} }";
        assertThat(symbols(SourceLanguage.JAVA, text).getLast().signature())
                .hasSize(200)
                .endsWith("…");
    }

    @Test
    void many_threads_get_what_one_gets() throws Exception {
        FileOutline alone =
                outlines.outline(SourceLanguage.GO, resource("go.sample")).orElseThrow();
        String text = resource("go.sample");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<FileOutline> task =
                    () -> outlines.outline(SourceLanguage.GO, text).orElseThrow();
            List<Future<FileOutline>> all =
                    threads.invokeAll(Stream.generate(() -> task).limit(200).toList());
            for (Future<FileOutline> one : all) {
                assertThat(one.get()).isEqualTo(alone);
            }
        }
    }

    private List<Symbol> symbols(SourceLanguage language, String text) {
        return outlines.outline(language, text).orElseThrow().symbols();
    }

    private static String written(FileOutline outline) {
        return "package " + outline.packageName() + "\nimports " + String.join(" ", outline.imports()) + "\n"
                + outline.symbols().stream().map(TreeSitterOutlineTest::written).collect(Collectors.joining());
    }

    private static String written(Symbol symbol) {
        return symbol.kind() + " " + symbol.qualifiedName() + " " + symbol.lines() + " | " + symbol.signature() + " | "
                + symbol.doc() + "\n";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TreeSitterOutlineTest.class.getResourceAsStream("/syntax/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
