package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names by which one finds one's way in a file without declarations: keys of settings, tables, targets, instructions. */
final class Landmarks {
    private static final int MOST = 6;
    private static final Pattern DEFINES = Pattern.compile(
            "(?i)^\\s*(?:create\\s+(?:unique\\s+)?(?:table|index|view|function|extension|type)\\s+(?:if\\s+not\\s+exists\\s+)?|alter\\s+table\\s+|(?:ENV|ARG|function|def|class|sub|resource|provider|variable|module|rule|task)\\s+)"
                    + "\"?([A-Za-z_][\\w.-]{1,60})");
    private static final Pattern KEY =
            Pattern.compile("^ {0,4}(?:export\\s+)?[\"']?([A-Za-z_@][\\w./@-]{1,60})[\"']?\\s*(?:=|:(?=\\s|$)).*");
    private static final Pattern SECTION = Pattern.compile("^\\s*\\[{1,2}([\\w.\"' :/-]{2,60})\\]{1,2}\\s*$");
    private static final Pattern ELEMENT =
            Pattern.compile("^\\s*<(?:artifactId|module|groupId|name|id)>([^<]{2,60})</");
    private static final Pattern ENVIRONMENT =
            Pattern.compile("(?i).*(?:getenv|environ|process\\.env|\\benv\\b|System\\.env).*");
    private static final Pattern VARIABLE = Pattern.compile("\\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\\b");
    private static final Set<String> DULL =
            Set.of("http", "https", "version", "name", "id", "if", "else", "for", "return");

    private Landmarks() {}

    /** Names with the lines that they stand in. */
    record Found(List<String> names, LineRange lines) {}

    /** The first few names of a file, those of the top level first. Empty names if it has none. */
    static List<Found> of(NavigableMap<Integer, String> lines) {
        List<String> names = new ArrayList<>();
        int first = 0;
        int last = 0;
        for (Map.Entry<Integer, String> line : lines.entrySet()) {
            String name = name(line.getValue());
            if (!name.isEmpty() && !names.contains(name) && names.size() < MOST) {
                first = first == 0 ? line.getKey() : first;
                last = line.getKey();
                names.add(name);
            }
        }
        return names.isEmpty() ? List.of() : List.of(new Found(names, new LineRange(first, last)));
    }

    /** Variables of the environment that a file reads, each with its first line. */
    static Map<String, LineRange> environment(Shown shown, SourcePath path) {
        Map<String, LineRange> variables = new java.util.LinkedHashMap<>();
        shown.of(path).forEach((number, text) -> {
            if (ENVIRONMENT
                    .matcher(text.substring(0, Math.min(text.length(), 500)))
                    .matches()) {
                Matcher variable = VARIABLE.matcher(text);
                while (variable.find()) {
                    variables.putIfAbsent(variable.group(1), new LineRange(number, number));
                }
            }
        });
        return variables;
    }

    private static String name(String line) {
        String bounded = line.length() > 300 ? line.substring(0, 300) : line;
        for (Pattern pattern : List.of(DEFINES, SECTION, ELEMENT, KEY)) {
            Matcher matcher = pattern.matcher(bounded);
            if (matcher.find() && !DULL.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
                return matcher.group(1).strip();
            }
        }
        return "";
    }
}
