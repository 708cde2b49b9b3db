package io.deepwiki.adapters.source.syntax;

import io.deepwiki.adapters.source.syntax.Captures.Capture;
import io.deepwiki.adapters.source.syntax.Captures.Match;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names and paths that a file imports, as they are written there, without keywords, quotes and aliases. */
final class Imports {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_COUNT = 2000;
    private static final Pattern KEYWORDS = Pattern.compile("^(?:(?:global|import|using|static|unsafe)\\s+)+");
    private static final Pattern ALIAS_BEFORE = Pattern.compile("^\\w+\\s*=\\s*");
    private static final Pattern ALIAS_BEHIND = Pattern.compile("\\s+as\\s+\\w+$");
    private static final Pattern ENDS = Pattern.compile("^[\"<']+|[\"'>;\\s]+$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final SourceText text;
    private final Set<String> found = new LinkedHashSet<>();

    Imports(SourceText text) {
        this.text = text;
    }

    List<String> found() {
        return List.copyOf(found);
    }

    /** Takes what the match says of an import, if anything. */
    void add(Match match) {
        String base = "";
        for (Capture capture : match.captures()) {
            String said = text.slice(capture.span().start(), capture.span().end());
            switch (capture.name()) {
                case "import" -> expand("", bare(said), 0);
                case "import.module" -> keep("self::" + said);
                case "import.base" -> base = said;
                case "import.prefix" -> base = said + "\\";
                case "import.name", "import.member" -> keep(base + said);
                default -> {}
            }
        }
    }

    private static String bare(String said) {
        String name = ENDS.matcher(said.strip()).replaceAll("");
        name = KEYWORDS.matcher(name).replaceFirst("");
        return ALIAS_BEFORE.matcher(name).replaceFirst("");
    }

    /** Writes out a Rust group, as in {@code a::{b, c::{d, e}}}. */
    private void expand(String prefix, String said, int depth) {
        int open = said.indexOf('{');
        if (open < 0 || !said.endsWith("}") || depth > 5) {
            keep(prefix + ALIAS_BEHIND.matcher(said).replaceFirst(""));
            return;
        }
        String inner = prefix + said.substring(0, open).strip();
        for (String member : members(said.substring(open + 1, said.length() - 1))) {
            expand(inner, member, depth + 1);
        }
    }

    private static List<String> members(String list) {
        List<String> members = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= list.length(); i++) {
            char next = i == list.length() ? ',' : list.charAt(i);
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
            if (next == ',' && (depth <= 0 || i == list.length())) {
                members.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        members.removeIf(String::isEmpty);
        return members;
    }

    private void keep(String name) {
        String whole = BLANKS.matcher(name.strip()).replaceAll("");
        if (!whole.isEmpty() && whole.length() <= MAX_LENGTH && found.size() < MAX_COUNT) {
            found.add(whole);
        }
    }
}
