package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The names of declarations and files that a question mentions. */
final class Mentions {
    private static final int LONGEST_QUESTION = 20_000;
    private static final int LONGEST = 300;
    private static final int MOST = 32;
    private static final Set<String> FILE_EXTENSIONS = Set.of(
            "xml",
            "json",
            "yaml",
            "yml",
            "toml",
            "properties",
            "gradle",
            "sql",
            "sh",
            "bash",
            "html",
            "css",
            "scss",
            "proto",
            "txt",
            "cfg",
            "ini",
            "conf",
            "rst",
            "adoc",
            "csproj",
            "sln",
            "tf",
            "graphql",
            "swift",
            "scala",
            "lua",
            "dart",
            "vue",
            "svelte",
            "env",
            "lock",
            "mod");
    private static final Set<String> FILE_NAMES = Set.of(
            "dockerfile",
            "makefile",
            "jenkinsfile",
            "rakefile",
            "gemfile",
            "procfile",
            "readme",
            "license",
            "codeowners");

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> paths = new LinkedHashSet<>();

    private Mentions() {}

    static Mentions in(String question) {
        Mentions mentions = new Mentions();
        String text = question.length() <= LONGEST_QUESTION ? question : question.substring(0, LONGEST_QUESTION);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !belongs(text.charAt(i))) {
                mentions.look(text, start, i);
                start = i + 1;
            }
        }
        return mentions;
    }

    Set<String> names() {
        return names;
    }

    Set<String> paths() {
        return paths;
    }

    private static boolean belongs(char c) {
        return Character.isLetterOrDigit(c) || "_./-$:#~@+>".indexOf(c) >= 0;
    }

    private void look(String text, int start, int end) {
        String token = trimmed(text.substring(start, end));
        if (token.isEmpty() || token.length() > LONGEST || token.contains("://")) {
            return;
        }
        boolean quoted = start > 0 && text.charAt(start - 1) == '`' && end < text.length() && text.charAt(end) == '`';
        boolean called = end < text.length() && text.charAt(end) == '(';
        String path = withoutLines(token);
        if (looksLikePath(path)) {
            add(path, paths);
        } else if (quoted || called || looksLikeName(token)) {
            addName(token.replace("::", ".").replace("->", ".").replace('#', '.'));
        }
    }

    private void addName(String name) {
        String[] parts = name.split("\\.+");
        if (parts.length == 0 || name.indexOf('/') >= 0) {
            return;
        }
        add(String.join(".", parts), names);
        if (parts.length > 2) {
            add(parts[parts.length - 2] + "." + parts[parts.length - 1], names);
        }
    }

    private static void add(String found, Set<String> all) {
        if (!found.isEmpty() && all.size() < MOST) {
            all.add(found.toLowerCase(Locale.ROOT));
        }
    }

    /** Sentence marks at the ends are not part of it, nor is a leading {@code ./}. */
    private static String trimmed(String token) {
        int start = 0;
        int end = token.length();
        while (start < end && "./-:#+>~".indexOf(token.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "./-:#+>~".indexOf(token.charAt(end - 1)) >= 0) {
            end--;
        }
        return token.substring(start, end);
    }

    /** Without {@code :12-20} at its end. */
    private static String withoutLines(String token) {
        int colon = token.indexOf(':');
        return colon > 0 && colon + 1 < token.length() && Character.isDigit(token.charAt(colon + 1))
                ? token.substring(0, colon)
                : token;
    }

    private static boolean looksLikePath(String token) {
        if (token.indexOf(':') >= 0
                || token.indexOf('#') >= 0
                || token.indexOf('>') >= 0
                || token.contains("//")
                || token.contains("..")) {
            return false;
        }
        if (FILE_NAMES.contains(token.toLowerCase(Locale.ROOT)) || token.indexOf('/') > 0) {
            return !token.startsWith("./") && !token.contains("/./");
        }
        SourcePath path = new SourcePath(token);
        boolean fileLike =
                SourceLanguage.of(path) != SourceLanguage.OTHER || FILE_EXTENSIONS.contains(path.extension());
        return token.indexOf('.') > 0 && fileLike;
    }

    /** A dot, an underscore or a hump inside, or a capital at its head. */
    private static boolean looksLikeName(String token) {
        char first = token.charAt(0);
        if (!Character.isLetter(first) && first != '_' && first != '$') {
            return false;
        }
        if (token.indexOf('.') > 0 || token.indexOf('_') >= 0 || token.contains("::") || token.indexOf('#') > 0) {
            return true;
        }
        boolean humped = Words.parts(token).size() > 1 && token.indexOf('-') < 0;
        boolean capital = Character.isUpperCase(first)
                && token.length() > 2
                && token.chars().allMatch(Character::isLetterOrDigit);
        return humped || (capital && !StopWords.contains(token.toLowerCase(Locale.ROOT)));
    }
}
