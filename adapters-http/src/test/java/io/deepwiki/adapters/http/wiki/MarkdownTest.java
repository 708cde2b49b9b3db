package io.deepwiki.adapters.http.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void a_citation_is_shown_as_code() {
        assertThat(Markdown.html("See [src/A.java:1-20] and [B.java:7]."))
                .isEqualTo(
                        "<p>See <code class=\"citation\">src/A.java:1-20</code> and <code class=\"citation\">B.java:7</code>.</p>\n");
    }

    @Test
    void underscores_in_a_cited_path_are_no_emphasis() {
        assertThat(Markdown.html("[pkg/__init__.py:1-2]"))
                .contains("<code class=\"citation\">pkg/__init__.py:1-2</code>");
    }

    @Test
    void what_looks_like_a_citation_in_code_stays_as_it_is() {
        assertThat(Markdown.html("`x[a:1]`")).contains("<code>x[a:1]</code>");
        assertThat(Markdown.html("```\nx[a:1]\n```")).contains("<pre><code>x[a:1]\n</code></pre>");
    }

    @Test
    void links_and_pictures_stay_what_they_are() {
        assertThat(Markdown.html("[a:1](https://host/x) ![b:2](data:x)"))
                .contains("<a rel=\"nofollow\" href=\"https://host/x\">a:1</a>", "alt=\"b:2\"");
    }

    @Test
    void a_diagram_is_its_source_as_text() {
        assertThat(Markdown.html("```mermaid\nA-->B[\"<b>\"]\n```"))
                .contains("<pre class=\"mermaid\">A--&gt;B[&quot;&lt;b&gt;&quot;]\n</pre>");
    }

    @Test
    void html_and_script_addresses_are_harmless() {
        assertThat(Markdown.html("<script>alert(1)</script>\n\n[x](javascript:alert(1)) a<img src=x onerror=y>"))
                .contains("&lt;script&gt;", "&lt;img")
                .doesNotContain("<script", "<img", "javascript:");
    }

    @Test
    void a_hundred_thousand_brackets_are_shown_at_once() {
        String brackets = "[".repeat(50_000) + "]".repeat(50_000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(Markdown.html(brackets)).contains("[[["));
    }
}
