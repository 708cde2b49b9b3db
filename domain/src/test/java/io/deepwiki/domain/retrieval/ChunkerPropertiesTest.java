package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChunkerPropertiesTest {
    private static final SourcePath PATH = new SourcePath("a/b.x");
    private static final List<SymbolKind> SYMBOL_KINDS = List.of(SymbolKind.values());
    private static final String[] KINDS_OF_LINES = {
        "",
        "   ",
        "}",
        "    }",
        "# Heading",
        "```",
        "    call(argument);",
        "        deeper(argument, another);",
        "Title",
        "=====",
        "int x = 1;",
        "日本語"
    };

    @Property(tries = 400)
    void every_line_is_in_exactly_one_chunk(@ForAll long seed) {
        Random random = new Random(seed);
        SourceLanguage language = random.nextBoolean() ? SourceLanguage.MARKDOWN : SourceLanguage.JAVA;
        String text = text(random);
        String[] lines = text.split("\n", -1);
        List<Chunk> chunks = Chunker.chunk(PATH, language, outline(random, lines.length), text);

        int next = 1;
        for (Chunk chunk : chunks) {
            assertThat(chunk.lines().first()).isGreaterThanOrEqualTo(next);
            assertThat(chunk.lines().last()).isLessThanOrEqualTo(lines.length);
            assertBlank(lines, next, chunk.lines().first() - 1);
            assertText(lines, chunk);
            next = chunk.lines().last() + 1;
        }
        assertBlank(lines, next, lines.length);
    }

    @Property(tries = 100)
    void the_same_file_gives_the_same_chunks(@ForAll long seed) {
        Random random = new Random(seed);
        String text = text(random);
        FileOutline outline = outline(random, 50);
        assertThat(Chunker.chunk(PATH, SourceLanguage.JAVA, outline, text))
                .isEqualTo(Chunker.chunk(PATH, SourceLanguage.JAVA, outline, text));
    }

    @Test
    void hostile_files_take_time_in_proportion_to_their_length() {
        List<Symbol> nested = new ArrayList<>();
        for (int i = 1; i <= 50_000; i++) {
            nested.add(new Symbol(SymbolKind.TYPE, "T", "", "", "", new LineRange(i, 100_001 - i)));
        }
        FileOutline deep = new FileOutline("", nested, List.of());
        assertTimeout(Duration.ofSeconds(10), () -> {
            for (SourceLanguage language : new SourceLanguage[] {SourceLanguage.MARKDOWN, SourceLanguage.C}) {
                Chunker.chunk(PATH, language, FileOutline.EMPTY, "{".repeat(100_000));
                Chunker.chunk(PATH, language, FileOutline.EMPTY, "{\n".repeat(100_000));
                Chunker.chunk(PATH, language, FileOutline.EMPTY, "x".repeat(10_000_000));
                Chunker.chunk(PATH, language, FileOutline.EMPTY, "\n".repeat(1_000_000));
                Chunker.chunk(PATH, language, FileOutline.EMPTY, " ".repeat(1_000_000) + "\nx".repeat(100_000));
                Chunker.chunk(PATH, language, deep, "int x;\n".repeat(100_000));
            }
        });
    }

    private static void assertBlank(String[] lines, int first, int last) {
        for (int line = first; line <= last; line++) {
            assertThat(lines[line - 1]).isBlank();
        }
    }

    private static void assertText(String[] lines, Chunk chunk) {
        List<String> text =
                List.of(lines).subList(chunk.lines().first() - 1, chunk.lines().last());
        String whole = String.join("\n", text);
        assertThat(whole).startsWith(chunk.text());
        assertThat(chunk.text().length()).isEqualTo(Math.min(whole.length(), 4_000));
        assertThat(chunk.lines().length() == 1 || chunk.text().length() <= 1_900)
                .isTrue();
        assertThat(chunk.lines().length()).isLessThanOrEqualTo(60);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(300);
        for (int i = 0; i < lines; i++) {
            String line = KINDS_OF_LINES[random.nextInt(KINDS_OF_LINES.length)];
            text.append(random.nextInt(60) == 0 ? "y".repeat(random.nextInt(6_000)) : line);
            text.append(i + 1 < lines || random.nextBoolean() ? "\n" : "");
        }
        return text.toString();
    }

    /** Symbols that may overlap, nest, share lines and reach past the end. */
    private static FileOutline outline(Random random, int lines) {
        List<Symbol> symbols = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            int first = 1 + random.nextInt(lines + 5);
            SymbolKind kind = SYMBOL_KINDS.get(random.nextInt(SYMBOL_KINDS.size()));
            String container = random.nextBoolean() ? "" : "C" + random.nextInt(3);
            symbols.add(new Symbol(
                    kind, "s" + i, container, "s" + i + "()", "", new LineRange(first, first + random.nextInt(100))));
        }
        return new FileOutline("", symbols, List.of());
    }
}
