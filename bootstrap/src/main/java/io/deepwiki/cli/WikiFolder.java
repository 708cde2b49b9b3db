package io.deepwiki.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a wiki into a folder: a Markdown file per page, and a README that lists them in order. */
final class WikiFolder {
    private final Path folder;

    WikiFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the number of pages written; older files of other names are left alone. */
    int write(ServiceApi api, String wikiId) {
        ApiJson.Wiki wiki = api.wiki(wikiId);
        Map<String, ApiJson.Page> pages = new LinkedHashMap<>();
        for (ApiJson.Page page : orEmpty(wiki.pages())) {
            pages.put(page.id(), page);
        }
        try {
            Files.createDirectories(folder);
            for (ApiJson.Page page : pages.values()) {
                String content = api.page(wikiId, page.id()).content();
                Files.writeString(
                        folder.resolve(fileName(page)), withTitle(page.title(), content == null ? "" : content));
            }
            Files.writeString(folder.resolve("README.md"), index(wiki, pages));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The wiki cannot be written to " + folder + ": " + e.getMessage(), e);
        }
        return pages.size();
    }

    private static String fileName(ApiJson.Page page) {
        return page.id().replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^\\.+", "-") + ".md";
    }

    private static String withTitle(String title, String content) {
        String whole = content.stripLeading().startsWith("# ") ? content : "# " + title + "\n\n" + content;
        return whole.endsWith("\n") ? whole : whole + "\n";
    }

    private static String index(ApiJson.Wiki wiki, Map<String, ApiJson.Page> pages) {
        StringBuilder text = new StringBuilder("# " + wiki.title() + "\n");
        if (wiki.description() != null && !wiki.description().isBlank()) {
            text.append("\n").append(wiki.description()).append("\n");
        }
        Set<String> listed = new HashSet<>();
        for (ApiJson.Section section : orEmpty(wiki.sections())) {
            List<String> lines = new ArrayList<>();
            for (String id : orEmpty(section.pages())) {
                ApiJson.Page page = pages.get(id);
                if (page != null && listed.add(id)) {
                    lines.add(link(page));
                }
            }
            if (!lines.isEmpty()) {
                text.append("\n## ")
                        .append(section.title())
                        .append("\n\n")
                        .append(String.join("\n", lines))
                        .append("\n");
            }
        }
        List<String> rest = pages.values().stream()
                .filter(page -> !listed.contains(page.id()))
                .map(WikiFolder::link)
                .toList();
        if (!rest.isEmpty()) {
            text.append("\n").append(String.join("\n", rest)).append("\n");
        }
        return text.toString();
    }

    private static String link(ApiJson.Page page) {
        return "- [" + page.title().replace("[", "\\[").replace("]", "\\]") + "](" + fileName(page) + ")";
    }

    private static <T> List<T> orEmpty(@org.jspecify.annotations.Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
