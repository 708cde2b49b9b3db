package io.deepwiki.domain.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.TextProbe.Binary;
import io.deepwiki.domain.repository.TextProbe.BrokenEncoding;
import io.deepwiki.domain.repository.TextProbe.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextProbeTest {
    @Test
    void utf8_is_read_without_its_mark() {
        assertThat(TextProbe.of("\uFEFFgrüße 日本\n".getBytes(UTF_8))).isEqualTo(new Text("grüße 日本\n"));
        assertThat(TextProbe.of(new byte[0])).isEqualTo(new Text(""));
    }

    @Test
    void line_ends_become_those_of_git() {
        assertThat(TextProbe.of("a\r\nb\rc\n".getBytes(UTF_8))).isEqualTo(new Text("a\nb\rc\n"));
    }

    @Test
    void utf16_with_a_mark_is_read() {
        assertThat(TextProbe.of("\uFEFFint x;".getBytes(UTF_16LE))).isEqualTo(new Text("int x;"));
        assertThat(TextProbe.of("\uFEFFint x;".getBytes(UTF_16BE))).isEqualTo(new Text("int x;"));
        assertThat(TextProbe.of(new byte[] {-1, -2, 0x41})).isEqualTo(new BrokenEncoding());
    }

    @Test
    void a_nul_byte_makes_it_binary_wherever_it_stands() {
        assertThat(TextProbe.of(new byte[] {'a', 0, 'b'})).isEqualTo(new Binary());
        assertThat(TextProbe.of(("x".repeat(20_000) + '\0').getBytes(UTF_8))).isEqualTo(new Binary());
    }

    @Test
    void many_control_characters_make_it_binary() {
        byte[] noise = new byte[1_000];
        new Random(7).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = noise[i] == 0 ? 1 : noise[i];
        }
        assertThat(TextProbe.of(noise)).isEqualTo(new Binary());
    }

    @Test
    void western_text_is_read_as_windows_1252() {
        String german = "// Größe der Übertragung prüfen: „nicht“ – später\nint größe;\n";
        assertThat(TextProbe.of(german.getBytes(Charset.forName("windows-1252"))))
                .isEqualTo(new Text(german));
        assertThat(TextProbe.of("café au lait".getBytes(ISO_8859_1))).isEqualTo(new Text("café au lait"));
    }

    @Test
    void an_east_asian_encoding_is_not_taken_for_western_text() {
        String japanese = "// これは日本語のコメントです。ファイルを読みます。\nint x;\n".repeat(3);
        assertThat(TextProbe.of(japanese.getBytes(Charset.forName("Shift_JIS"))))
                .isEqualTo(new BrokenEncoding());
        assertThat(TextProbe.of(japanese.getBytes(Charset.forName("EUC-JP")))).isEqualTo(new BrokenEncoding());
    }

    @Test
    void damaged_utf8_is_not_taken_for_western_text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("Größe, Übertragung, prüfen, später und noch viel mehr Text".getBytes(UTF_8));
        bytes.write(0xFF);
        assertThat(TextProbe.of(bytes.toByteArray())).isEqualTo(new BrokenEncoding());
    }

    @Test
    void a_text_without_line_breaks_is_minified() {
        assertThat(TextProbe.minified("var a=1;".repeat(2_000))).isTrue();
        assertThat(TextProbe.minified("/* licence */\n" + "var a=1;".repeat(2_000) + "\n"))
                .isTrue();
        assertThat(TextProbe.minified(("x".repeat(400) + "\n").repeat(20))).isTrue();
    }

    @Test
    void written_text_is_not_minified() {
        assertThat(TextProbe.minified("    int maxRetryDelay = 5;\n".repeat(2_000)))
                .isFalse();
        assertThat(TextProbe.minified("one short line")).isFalse();
        assertThat(TextProbe.minified("x".repeat(1_500))).isFalse();
    }
}
