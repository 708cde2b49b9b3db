package io.deepwiki.adapters.http.wiki;

import io.deepwiki.adapters.http.json.Json;
import io.deepwiki.adapters.http.wiki.WikiJson.SentPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Wikis as files to take away. */
final class Exports {
    static final List<String> FORMATS = List.of("markdown", "json", "zip", "html");

    /** A page that was taken away loads nothing and runs nothing; its one style is known by its digest. */
    private static final String POLICY =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                    + digest(Page.STYLE) + "'; img-src data:; base-uri 'none'; form-action 'none'\">";

    private Exports() {}

    /**
     * A file.
     *
     * @param type its media type
     * @param ending of its name
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record File(String type, String ending, byte[] bytes) {}

    /** @param format one of {@link #FORMATS} */
    static File of(String title, List<SentPage> pages, String format, Object json) {
        return switch (format) {
            case "json" -> new File("application/json", "json", Json.bytes(json));
            case "zip" -> new File("application/zip", "zip", zip(title, pages));
            case "html" ->
                new File("text/html; charset=utf-8", "html", html(title, pages).getBytes(StandardCharsets.UTF_8));
            default ->
                new File(
                        "text/markdown; charset=utf-8",
                        "md",
                        markdown(title, pages).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String markdown(String title, List<SentPage> pages) {
        StringBuilder text = new StringBuilder("# ").append(title).append("\n\n## Contents\n\n");
        pages.forEach(page -> text.append("- [")
                .append(page.title())
                .append("](#")
                .append(slug(page.id()))
                .append(")\n"));
        pages.forEach(page -> text.append("\n<a id=\"")
                .append(slug(page.id()))
                .append("\"></a>\n\n")
                .append(page.content())
                .append("\n"));
        return text.toString();
    }

    private static byte[] zip(String title, List<SentPage> pages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            StringBuilder index = new StringBuilder("# ").append(title).append("\n\n");
            int number = 0;
            for (SentPage page : pages) {
                String name = String.format("%02d-%s.md", ++number, slug(page.id()));
                index.append("- [")
                        .append(page.title())
                        .append("](")
                        .append(name)
                        .append(")\n");
                entry(zip, name, page.content());
            }
            entry(zip, "README.md", index.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String html(String title, List<SentPage> pages) {
        StringBuilder body =
                new StringBuilder("<nav><h1>").append(Markdown.escaped(title)).append("</h1><ul>");
        pages.forEach(page -> body.append("<li><a href=\"#")
                .append(slug(page.id()))
                .append("\">")
                .append(Markdown.escaped(page.title()))
                .append("</a></li>"));
        body.append("</ul></nav><main>");
        pages.forEach(page -> body.append("<article id=\"")
                .append(slug(page.id()))
                .append("\">")
                .append(Markdown.html(page.content()))
                .append("</article>"));
        return Page.html(title, body.append("</main>").toString(), POLICY + "<style>" + Page.STYLE + "</style>");
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String slug(String id) {
        String slug = id.replaceAll("[^A-Za-z0-9-]", "-");
        return slug.substring(0, Math.min(80, slug.length()));
    }
}
