package io.deepwiki.adapters.http.wiki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.wiki.WikiJson.SentPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ExportsTest {
    private static final List<SentPage> PAGES = List.of(
            new SentPage("one", "One", "# One\n\nText [a.py:1-2]."), new SentPage("two", "Two", "# Two\n\nMore."));

    @Test
    void markdown_is_one_file_whose_contents_lead_to_the_pages() {
        assertThat(text("markdown")).isEqualTo("""
                # Title

                ## Contents

                - [One](#one)
                - [Two](#two)

                <a id="one"></a>

                # One

                Text [a.py:1-2].

                <a id="two"></a>

                # Two

                More.
                """);
    }

    @Test
    void zip_has_a_file_for_each_page_and_an_index() throws IOException {
        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file("zip").bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).containsExactly("01-one.md", "02-two.md", "README.md");
    }

    @Test
    void html_is_one_page_that_may_load_and_run_nothing_but_its_own_style() throws Exception {
        String html = text("html");
        String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
        assertThat(html)
                .contains("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "'")
                .contains(
                        "<a href=\"#one\">One</a>", "<article id=\"two\">", "<code class=\"citation\">a.py:1-2</code>")
                .doesNotContain("<script", "src=");
    }

    private static String text(String format) {
        return new String(file(format).bytes(), UTF_8);
    }

    private static Exports.File file(String format) {
        return Exports.of("Title", PAGES, format, PAGES);
    }
}
