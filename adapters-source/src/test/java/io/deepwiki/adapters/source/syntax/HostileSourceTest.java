package io.deepwiki.adapters.source.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.deepwiki.domain.repository.SourceLanguage;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSourceTest {
    private static final TreeSitterOutline OUTLINES = new TreeSitterOutline(2, Duration.ofMillis(100));
    private static final Duration BOUND = Duration.ofSeconds(2);

    static Stream<Arguments> texts() {
        return Stream.of(
                argumentSet("100,000 opening brackets", "(".repeat(100_000)),
                argumentSet("100,000 opening brackets on lines", "([{\n".repeat(33_000)),
                argumentSet("100,000 closing brackets on lines", ")]}\n".repeat(33_000)),
                argumentSet("balanced and deep", "{".repeat(900) + "x" + "}".repeat(900)),
                argumentSet("10 MB on one line", "function a(){return 1};".repeat(450_000)),
                argumentSet("500 KB on one line", "function a(){return 1};".repeat(20_000)),
                argumentSet("500 KB of many declarations", "class A { int f(int x) { return x; } }\n".repeat(12_000)),
                argumentSet("comparisons that may be type arguments", "a < b < c <\n".repeat(30_000)),
                argumentSet("type arguments that do not end", "a<".repeat(15_000)),
                argumentSet("assignments without end", "x => ".repeat(3_000)),
                argumentSet("annotations without end", "@a ".repeat(5_000)),
                argumentSet("strings that do not end", "\"`'\n".repeat(80_000)),
                argumentSet("comments that do not end", "/* /** # \n".repeat(40_000)),
                argumentSet("else if without end", "if (a) {} else\n".repeat(20_000)),
                argumentSet("operators without end", "a + - * ! ~ ? :\n".repeat(20_000)),
                argumentSet("declarations in each other", nested("class A { void f() {\n", "} }\n", 400)),
                argumentSet("functions in each other", nested("function f() {\n", "}\n", 900)),
                argumentSet("indented ever deeper", indented(700)),
                argumentSet("random printable lines", random(' ', '~')),
                argumentSet("random characters of all planes", random('\u0001', '\uFFFF')),
                argumentSet("zero bytes", "class A {}\0\0\0".repeat(100)),
                argumentSet("half a character", "class A { String s = \"\uD83D\"; }\n".repeat(100)),
                argumentSet("a byte order mark", "\uFEFFclass A {}\n"),
                argumentSet("nothing", ""),
                argumentSet("blanks", " \n".repeat(1000)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void no_text_keeps_the_parser_longer_than_its_time_in_any_language(String text) {
        for (SourceLanguage language : SourceLanguage.values()) {
            long start = System.nanoTime();
            OUTLINES.outline(language, text);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("%s", language)
                    .isLessThan(BOUND);
        }
    }

    @Test
    void a_parser_that_was_stopped_serves_the_next_file() {
        TreeSitterOutline hasty = new TreeSitterOutline(1, Duration.ofMillis(1));
        String large = "class A { int f(int x) { return x; } }\n".repeat(12_000);
        assertThat(hasty.outline(SourceLanguage.JAVA, large)).isEmpty();
        TreeSitterOutline same = new TreeSitterOutline(1, Duration.ofMillis(20));
        assertThat(same.outline(SourceLanguage.JAVA, large)).isEmpty();
        assertThat(same.outline(SourceLanguage.JAVA, "class A {}")).isPresent();
    }

    @Test
    void what_is_minified_is_not_parsed() {
        assertThat(OUTLINES.outline(SourceLanguage.JAVASCRIPT, "function a(){return 1};".repeat(1000)))
                .isEmpty();
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + close.repeat(depth);
    }

    private static String indented(int depth) {
        return IntStream.range(0, depth).mapToObj(i -> " ".repeat(i) + "if x:").collect(Collectors.joining("\n"));
    }

    private static String random(char first, char last) {
        char[] text = new char[300_000];
        Random random = new Random(7);
        for (int i = 0; i < text.length; i++) {
            text[i] = i % 60 == 59 ? '\n' : (char) random.nextInt(first, last + 1);
        }
        return new String(text);
    }
}
