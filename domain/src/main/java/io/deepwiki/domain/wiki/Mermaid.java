package io.deepwiki.domain.wiki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks Mermaid diagrams before they are stored: what cannot be drawn, or could do more than be drawn, is shown as its text instead. The
 * check knows the outline of the language, not all of it: it refuses what is surely broken.
 */
public final class Mermaid {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```mermaid[ \\t]*\\n(.*?)^```[ \\t]*$", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile(
            "(graph|flowchart)\\s+(TB|TD|BT|RL|LR)\\s*;?|sequenceDiagram|classDiagram(-v2)?|stateDiagram(-v2)?|erDiagram|gantt|pie.*|mindmap|timeline");
    private static final Pattern ACTIVE = Pattern.compile("(?i)^\\s*(click|callback|href|link)\\b|%%\\{|javascript:|<script|<iframe");
    private static final int LARGEST = 20_000;

    private Mermaid() {}

    /** The first thing that is wrong with a diagram; empty if nothing is. */
    public static Optional<String> problem(String diagram) {
        if (diagram.length() > LARGEST) {
            return Optional.of("it is longer than " + LARGEST + " characters");
        }
        List<String> lines = diagram.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("%% ")).toList();
        if (lines.size() < 2) {
            return Optional.of("it is empty");
        }
        if (!HEADER.matcher(lines.getFirst()).matches()) {
            return Optional.of("its first line names no kind of diagram");
        }
        if (lines.stream().anyMatch(line -> ACTIVE.matcher(line).find())) {
            return Optional.of("it asks for more than drawing");
        }
        boolean flow = lines.getFirst().startsWith("graph") || lines.getFirst().startsWith("flowchart");
        return flow ? flowProblem(lines.subList(1, lines.size())) : Optional.empty();
    }

    /** The Markdown with every diagram that has a problem shown as plain text. */
    public static String withoutBroken(String markdown) {
        return BLOCK.matcher(markdown).replaceAll(block -> {
            boolean broken = problem(block.group(1)).isPresent();
            String whole = block.group();
            return Matcher.quoteReplacement(broken ? "```text" + whole.substring("```mermaid".length()) : whole);
        });
    }

    /** The diagrams of a Markdown text. */
    public static List<String> diagrams(String markdown) {
        List<String> diagrams = new ArrayList<>();
        BLOCK.matcher(markdown).results().forEach(block -> diagrams.add(block.group(1)));
        return diagrams;
    }

    /** A text as it may stand in a quoted label. */
    public static String label(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}]", " ").replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;").replace(">", "&gt;");
        return plain.replace("`", "'").strip();
    }

    private static Optional<String> flowProblem(List<String> lines) {
        int open = 0;
        for (String line : lines) {
            if (line.matches("subgraph\\b.*")) {
                open++;
            } else if (line.equals("end")) {
                open--;
            } else {
                Optional<String> problem = balanceProblem(line);
                if (problem.isPresent()) {
                    return problem;
                }
            }
            if (open < 0) {
                return Optional.of("an 'end' without a subgraph");
            }
        }
        return open == 0 ? Optional.empty() : Optional.of("a subgraph without an 'end'");
    }

    private static Optional<String> balanceProblem(String line) {
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '[' || c == '(' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ']' || c == ')' || c == '}')) {
                depth--;
            }
            if (depth < 0) {
                return Optional.of("a bracket that closes nothing");
            }
        }
        if (quoted || depth != 0) {
            return Optional.of("a bracket or quote that is not closed");
        }
        return line.matches(".*(-->|---|-\\.->|==>)\\s*") ? Optional.of("an arrow that leads nowhere") : Optional.empty();
    }
}
