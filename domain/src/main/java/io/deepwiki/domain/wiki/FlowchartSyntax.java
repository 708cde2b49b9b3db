package io.deepwiki.domain.wiki;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A flowchart: nodes with shapes, chains of edges between them, subgraphs. Labels with anything but words must be quoted. */
final class FlowchartSyntax implements DiagramSyntax {
    private static final Set<String> RESERVED = Set.of(
            "end",
            "graph",
            "flowchart",
            "subgraph",
            "style",
            "class",
            "classDef",
            "linkStyle",
            "click",
            "href",
            "call",
            "direction");
    private static final String ID = "[\\p{L}\\p{N}_]+(?:[.-][\\p{L}\\p{N}_]+)*";
    private static final String QUOTED = "\"[^\"]*\"";
    private static final String WORDS = "[^\\[\\](){}|\"<>;#`\\\\]*";
    private static final String LABEL = "\\s*(?:" + QUOTED + "|" + WORDS + ")\\s*";
    private static final String SHAPE = String.join(
            "|",
            "\\(\\(\\(" + LABEL + "\\)\\)\\)",
            "\\(\\(" + LABEL + "\\)\\)",
            "\\(\\[" + LABEL + "\\]\\)",
            "\\(" + LABEL + "\\)",
            "\\[\\[" + LABEL + "\\]\\]",
            "\\[\\(" + LABEL + "\\)\\]",
            "\\[/" + QUOTED + "[/\\\\]\\]",
            "\\[\\\\" + QUOTED + "[/\\\\]\\]",
            "\\[(?!\\s*[/\\\\])" + LABEL + "(?<![/\\\\])\\]",
            "\\{\\{" + LABEL + "\\}\\}",
            "\\{" + LABEL + "\\}",
            ">" + LABEL + "\\]");
    private static final Pattern NODE = Pattern.compile("(" + ID + ")(?:" + SHAPE + ")?(?::::[\\p{L}\\p{N}_]+)?");
    private static final String INSCRIPTION = "(?:" + QUOTED + "|[^\\[\\](){}|\"<>;#`=.-]+)";
    private static final Pattern EDGE = Pattern.compile(String.join(
            "|",
            "(?:[<ox])?(?:--+[->ox]|==+[=>ox]|-\\.+-[>ox]?)(?:\\|" + LABEL + "\\|)?",
            "--\\s+" + INSCRIPTION + "\\s+--+[->ox]",
            "==\\s+" + INSCRIPTION + "\\s+==+[=>ox]",
            "-\\.\\s+" + INSCRIPTION + "\\s+\\.+-[>ox]?",
            "~~~+"));
    private static final Pattern SUBGRAPH =
            Pattern.compile("subgraph\\s+(?:" + QUOTED + "|" + ID + "(?:\\s*\\[" + LABEL + "\\])?|[\\p{L}\\p{N}_ ]+)");
    private static final Pattern STYLING =
            Pattern.compile("(?:classDef|class|style|linkStyle)\\s+[\\p{L}\\p{N}_, ]+[\\p{L}\\p{N}_:,#.% -]*");
    private static final Pattern DIRECTION = Pattern.compile("direction\\s+(?:TB|TD|BT|RL|LR)");

    private int depth;

    @Override
    public Optional<String> problemWith(String line) {
        String statement =
                line.endsWith(";") ? line.substring(0, line.length() - 1).strip() : line;
        if (SUBGRAPH.matcher(statement).matches()) {
            depth++;
            return Optional.empty();
        }
        if (statement.equals("end")) {
            depth--;
            return depth < 0 ? unopened() : Optional.empty();
        }
        boolean plain = STYLING.matcher(statement).matches()
                || DIRECTION.matcher(statement).matches();
        return plain ? Optional.empty() : chain(statement);
    }

    @Override
    public Optional<String> problemAtEnd() {
        return depth > 0 ? Optional.of("A subgraph is never ended.") : Optional.empty();
    }

    private Optional<String> unopened() {
        depth = 0;
        return Optional.of("This ends no subgraph.");
    }

    /** Nodes joined by {@code &}, then an edge, then nodes again, and so on. */
    private static Optional<String> chain(String statement) {
        Matcher node = NODE.matcher(statement);
        Matcher edge = EDGE.matcher(statement);
        int at = 0;
        while (true) {
            if (!node.region(at, statement.length()).lookingAt()) {
                return Optional.of("A node is expected: " + statement.substring(at));
            }
            if (RESERVED.contains(node.group(1))) {
                return Optional.of("No node may be called " + node.group(1) + ".");
            }
            at = afterBlanks(statement, node.end());
            if (at == statement.length()) {
                return Optional.empty();
            }
            if (statement.charAt(at) == '&') {
                at = afterBlanks(statement, at + 1);
            } else if (edge.region(at, statement.length()).lookingAt()) {
                at = afterBlanks(statement, edge.end());
            } else {
                return Optional.of("An edge is expected: " + statement.substring(at));
            }
        }
    }

    private static int afterBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
