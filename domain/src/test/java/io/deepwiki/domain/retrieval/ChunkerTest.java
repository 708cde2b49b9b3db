package io.deepwiki.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private static final SourcePath JAVA = new SourcePath("core/src/main/java/a/WorkQueue.java");

    private static Symbol symbol(SymbolKind kind, String container, String name, int first, int last) {
        return new Symbol(
                kind, name, container, "void " + name + "()", "Does " + name + ".", new LineRange(first, last));
    }

    private static String lines(int from, int to, String line) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            text.append(line).append(i).append('\n');
        }
        return text.toString();
    }

    private static List<Chunk> java(String text, Symbol... symbols) {
        return Chunker.chunk(JAVA, SourceLanguage.JAVA, new FileOutline("a", List.of(symbols), List.of()), text);
    }

    @Test
    void a_blank_file_has_no_chunks() {
        assertThat(java("")).isEmpty();
        assertThat(java("\n  \n\t\n")).isEmpty();
    }

    @Test
    void a_small_file_is_one_chunk_that_names_its_type() {
        List<Chunk> chunks = java(
                "package a;\n\nclass WorkQueue {\n    void claim() {}\n}\n",
                symbol(SymbolKind.TYPE, "", "WorkQueue", 3, 5),
                symbol(SymbolKind.METHOD, "WorkQueue", "claim", 4, 4));
        assertThat(chunks).singleElement().satisfies(chunk -> {
            assertThat(chunk.symbol()).isEqualTo("WorkQueue");
            assertThat(chunk.lines()).isEqualTo(new LineRange(1, 5));
            assertThat(chunk.text()).isEqualTo("package a;\n\nclass WorkQueue {\n    void claim() {}\n}");
            assertThat(chunk.contentHash()).hasSize(64);
        });
    }

    @Test
    void the_header_says_in_words_what_it_is() {
        String header = java(lines(1, 10, "class line"), symbol(SymbolKind.TYPE, "", "WorkQueue", 1, 10))
                .getFirst()
                .header();
        assertThat(header.lines())
                .containsExactly(
                        "core/src/main/java/a/WorkQueue.java",
                        "work queue (Java)",
                        "WorkQueue",
                        "void WorkQueue()",
                        "Does WorkQueue.");
    }

    @Test
    void big_members_are_chunks_of_their_own() {
        List<Chunk> chunks = java(
                lines(1, 100, "        statement();  "),
                symbol(SymbolKind.TYPE, "", "WorkQueue", 1, 100),
                symbol(SymbolKind.METHOD, "WorkQueue", "claim", 11, 50),
                symbol(SymbolKind.METHOD, "WorkQueue", "settle", 51, 90));
        assertThat(chunks)
                .extracting(Chunk::symbol)
                .containsExactly("WorkQueue", "WorkQueue.claim", "WorkQueue.settle", "WorkQueue");
        assertThat(chunks).extracting(chunk -> chunk.lines().first()).containsExactly(1, 11, 51, 91);
        assertThat(chunks).extracting(Chunk::ordinal).containsExactly(0, 1, 2, 3);
    }

    @Test
    void small_members_come_together_under_their_type() {
        List<Symbol> symbols = new ArrayList<>(List.of(symbol(SymbolKind.TYPE, "", "WorkQueue", 1, 120)));
        for (int i = 0; i < 11; i++) {
            symbols.add(symbol(SymbolKind.METHOD, "WorkQueue", "m" + i, 2 + i * 10, 9 + i * 10));
        }
        List<Chunk> chunks = java(lines(1, 120, "    statement();"), symbols.toArray(new Symbol[0]));
        assertThat(chunks).hasSizeBetween(3, 6);
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.symbol()).startsWith("WorkQueue"));
        assertThat(chunks.getFirst().header()).contains("WorkQueue.m0, ").contains("WorkQueue.m1");
    }

    @Test
    void a_long_member_is_cut_at_blank_lines() {
        String text = lines(1, 40, "    first();") + "\n" + lines(42, 80, "    second();");
        List<Chunk> chunks = java(text, symbol(SymbolKind.METHOD, "", "run", 1, 80));
        assertThat(chunks).extracting(Chunk::lines).containsExactly(new LineRange(1, 40), new LineRange(42, 80));
        assertThat(chunks).extracting(Chunk::symbol).containsOnly("run");
    }

    @Test
    void a_long_function_is_cut_at_the_functions_inside_it() {
        List<Chunk> chunks = java(
                lines(1, 90, "    statement();"),
                symbol(SymbolKind.FUNCTION, "", "outer", 1, 90),
                symbol(SymbolKind.FUNCTION, "outer", "inner", 31, 60));
        assertThat(chunks).extracting(Chunk::symbol).containsExactly("outer", "outer.inner", "outer");
    }

    @Test
    void two_declarations_on_one_line_share_its_chunk() {
        List<Chunk> chunks = java(
                "var a = 1, b = 2;\n",
                symbol(SymbolKind.CONSTANT, "", "a", 1, 1),
                symbol(SymbolKind.CONSTANT, "", "b", 1, 1));
        assertThat(chunks)
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.header()).contains("a, b"));
    }

    @Test
    void a_single_long_line_is_a_chunk_with_its_beginning() {
        List<Chunk> chunks = java("int a;\n" + "x".repeat(3_999) + "😀😀" + "\nint b;\n");
        assertThat(chunks).hasSize(3);
        assertThat(chunks.get(1).lines()).isEqualTo(new LineRange(2, 2));
        assertThat(chunks.get(1).text()).isEqualTo("x".repeat(3_999));
    }

    @Test
    void markdown_is_cut_at_headings_and_not_inside_fenced_code() {
        String text = "# Guide\n\n" + lines(1, 26, "Words ") + "\n## Install\n\n```sh\n# not a heading\n"
                + lines(1, 24, "run ") + "```\n\nSetext\n------\n\n" + lines(1, 26, "more ");
        List<Chunk> chunks =
                Chunker.chunk(new SourcePath("docs/guide.md"), SourceLanguage.MARKDOWN, FileOutline.EMPTY, text);
        assertThat(chunks)
                .extracting(chunk -> chunk.text().lines().findFirst().orElseThrow())
                .containsExactly("# Guide", "## Install", "Setext");
        assertThat(chunks.get(1).header()).contains("Guide > Install");
        assertThat(chunks.get(2).header()).contains("Guide > Setext").doesNotContain("Install");
        assertThat(chunks).extracting(Chunk::symbol).containsOnly("");
    }

    @Test
    void tables_and_rules_are_not_headings() {
        String text = "| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n#hashtag\n\n####### seven\n";
        List<Chunk> chunks = Chunker.chunk(new SourcePath("a.md"), SourceLanguage.MARKDOWN, FileOutline.EMPTY, text);
        assertThat(chunks)
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.header()).isEqualTo("a.md\na (Markdown)"));
    }

    @Test
    void the_hash_depends_on_header_and_text() {
        Chunk here = java("int a;\n").getFirst();
        Chunk there = Chunker.chunk(new SourcePath("b.java"), SourceLanguage.JAVA, FileOutline.EMPTY, "int a;\n")
                .getFirst();
        assertThat(java("int a;").getFirst().contentHash()).isEqualTo(here.contentHash());
        assertThat(there.contentHash()).isNotEqualTo(here.contentHash());
    }
}
