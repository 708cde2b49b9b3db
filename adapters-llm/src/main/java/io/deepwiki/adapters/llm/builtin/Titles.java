package io.deepwiki.adapters.llm.builtin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes titles that a newcomer understands of the names of directories. */
final class Titles {
    private static final Set<String> CAPITALS = Set.of(
            "http", "https", "llm", "api", "cli", "sql", "json", "xml", "html", "css", "url", "uri", "sse", "rpc",
            "grpc", "ast", "io", "os", "aws", "gcp", "tls", "ssl", "jwt", "ui", "id", "ide", "sdk", "mcp", "rest",
            "dns", "tcp", "udp", "cpu", "gpu", "csv", "yaml", "toml", "pdf", "ml", "ai", "rag");
    private static final Map<String, String> IN_FULL = Map.ofEntries(
            Map.entry("db", "Database"),
            Map.entry("cli", "Command line"),
            Map.entry("ui", "User interface"),
            Map.entry("llm", "Language models"),
            Map.entry("auth", "Authentication"),
            Map.entry("config", "Configuration"),
            Map.entry("conf", "Configuration"),
            Map.entry("utils", "Helpers"),
            Map.entry("util", "Helpers"),
            Map.entry("docs", "Documentation"),
            Map.entry("i18n", "Translations"),
            Map.entry("web", "Web interface"),
            Map.entry("impl", "Implementation"),
            Map.entry("cmd", "Commands"),
            Map.entry("ci", "Continuous integration"),
            Map.entry("msg", "Messages"),
            Map.entry("fs", "File system"),
            Map.entry("net", "Networking"),
            Map.entry("lib", "Library"),
            Map.entry("src", "Source code"),
            Map.entry("infra", "Infrastructure"));
    private static final Set<String> KINDS = Set.of(
            "adapters",
            "adapter",
            "plugins",
            "plugin",
            "providers",
            "provider",
            "services",
            "service",
            "clients",
            "client",
            "handlers",
            "handler",
            "drivers",
            "connectors");

    private Titles() {}

    /** The title of a module or directory of that name. */
    static String of(String name) {
        List<String> parts =
                Arrays.stream(name.split("/")).filter(part -> !part.isBlank()).toList();
        if (parts.isEmpty()) {
            return plain(name);
        }
        return parts.stream().map(Titles::part).distinct().collect(Collectors.joining(": "));
    }

    private static String part(String name) {
        String full = IN_FULL.get(name.toLowerCase(Locale.ROOT));
        if (full != null) {
            return full;
        }
        List<String> words = Arrays.stream(
                        name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").split("[\\s._-]+"))
                .filter(word -> !word.isBlank())
                .map(word -> CAPITALS.contains(word.toLowerCase(Locale.ROOT))
                        ? word.toUpperCase(Locale.ROOT)
                        : word.toLowerCase(Locale.ROOT))
                .toList();
        if (words.size() == 2 && KINDS.contains(words.getFirst())) {
            words = List.of(words.getLast(), words.getFirst());
        }
        return plain(Prose.opened(String.join(" ", words)));
    }

    /** Without what would not survive in a line of a plan. */
    static String plain(String text) {
        String title = Markdown.oneLine(text)
                .replaceAll("[;`*\\[\\]<>]", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return title.length() > 70 ? title.substring(0, 69).stripTrailing() + "…" : title;
    }

    /** A sentence as it may stand in a line of a plan: without marks of Markdown. */
    static String sentence(String text) {
        String plain = Markdown.oneLine(text).replaceAll("[`*\\\\]", "").strip();
        return plain.length() > 300 ? plain.substring(0, 299).stripTrailing() + "…" : plain;
    }
}
