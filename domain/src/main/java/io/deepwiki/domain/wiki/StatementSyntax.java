package io.deepwiki.domain.wiki;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A diagram each of whose lines is one statement. The patterns are applied to lines of bounded length only and have no repetition inside
 * of a repetition.
 */
final class StatementSyntax implements DiagramSyntax {
    private static final String ID = "[\\p{L}\\p{N}_]+";
    private static final String QUOTED = "\"[^\"]*\"";
    /** Anything but what ends a statement; entity codes are fine. */
    private static final String LABEL = "(?:[^;{}#]|#\\w+;)+";

    private static final String TEXT = "[^;\"{}]+";
    private static final String DIRECTION = "direction\\s+(TB|TD|BT|RL|LR)";

    /**
     * A statement that holds others.
     *
     * @param inside what each line inside must be; empty for statements like outside
     */
    private record Nest(Pattern opens, Pattern closes, Optional<Pattern> inside) {
        boolean divides(String line) {
            return closes.pattern().equals("end") && BRANCH.matcher(line).matches();
        }
    }

    /** Divides a statement of a sequence that holds others. */
    private static final Pattern BRANCH = Pattern.compile("(else|and|option)(\\s+" + TEXT + ")?");

    private final List<Pattern> statements;
    private final List<Nest> nests;
    private final Deque<Nest> open = new ArrayDeque<>();

    private StatementSyntax(List<Nest> nests, String... statements) {
        this.statements = Stream.of(statements).map(Pattern::compile).toList();
        this.nests = nests;
    }

    static StatementSyntax sequence() {
        String name = "[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_. ]*[\\p{L}\\p{N}_])?";
        return new StatementSyntax(
                List.of(
                        nest("(loop|alt|opt|par|critical|break)(\\s+" + TEXT + ")?", "end", ""),
                        nest("rect\\s+rgba?\\([\\d., ]+\\)", "end", ""),
                        nest("box(\\s+" + TEXT + ")?", "end", "")),
                "(create\\s+)?(participant|actor)\\s+" + name + "(\\s+as\\s+" + LABEL + ")?",
                "autonumber(\\s+\\d+){0,2}",
                "(activate|deactivate|destroy)\\s+" + name,
                "title:?\\s+" + TEXT,
                "[Nn]ote\\s+(left of|right of|over)\\s+" + name + "(\\s*,\\s*" + name + ")?\\s*:\\s*" + LABEL,
                name + "\\s*(<<)?--?(>>|>|x|\\))\\s*[+-]?\\s*" + name + "\\s*:\\s*" + LABEL);
    }

    static StatementSyntax classes() {
        String type = ID + "(~[^~;{}]+~)?";
        String many = "(\\s+" + QUOTED + ")?";
        return new StatementSyntax(
                List.of(
                        nest("class\\s+" + type + "(\\s*\\[" + QUOTED + "\\])?\\s*\\{", "\\}", "[^{};]+"),
                        nest("namespace\\s+" + ID + "\\s*\\{", "\\}", "")),
                "class\\s+" + type + "(\\s*\\[" + QUOTED + "\\])?(:::" + ID + ")?",
                "class\\s+" + type + "\\s*\\{\\s*\\}",
                type + many + "\\s+(<\\||\\*|o|<|\\(\\))?(--|\\.\\.)(\\|>|\\*|o|>|\\(\\))?" + many + "\\s+" + type
                        + "(\\s*:\\s*" + LABEL + ")?",
                type + "\\s*:\\s*" + LABEL,
                "<<[\\p{L} ]+>>\\s+" + ID,
                "note\\s+(for\\s+" + ID + "\\s+)?" + QUOTED,
                DIRECTION);
    }

    static StatementSyntax states() {
        String state = "(\\[\\*\\]|" + ID + ")";
        return new StatementSyntax(
                List.of(
                        nest("state\\s+(" + QUOTED + "\\s+as\\s+)?" + ID + "\\s*\\{", "\\}", ""),
                        nest("note\\s+(left|right) of\\s+" + ID, "end note", LABEL)),
                state + "\\s*-->\\s*" + state + "(\\s*:\\s*" + LABEL + ")?",
                "state\\s+" + QUOTED + "\\s+as\\s+" + ID,
                "state\\s+" + ID + "(\\s+<<(fork|join|choice)>>)?",
                "note\\s+(left|right) of\\s+" + ID + "\\s*:\\s*" + LABEL,
                ID + "(\\s*:\\s*" + LABEL + ")?",
                "--",
                DIRECTION);
    }

    static StatementSyntax entities() {
        String entity = "(" + QUOTED + "|[\\p{L}_][\\p{L}\\p{N}_-]*(\\[[^\\[\\]]+\\])?)";
        String attribute =
                "[\\p{L}_][\\p{L}\\p{N}_()\\[\\]-]*\\s+\\*?[\\p{L}_][\\p{L}\\p{N}_-]*(\\s+(PK|FK|UK)(\\s*,\\s*(PK|FK|UK))*)?(\\s+"
                        + QUOTED + ")?";
        return new StatementSyntax(
                List.of(nest(entity + "\\s*\\{", "\\}", attribute)),
                entity + "\\s+(\\|o|\\|\\||\\}o|\\}\\|)(--|\\.\\.)(o\\||\\|\\||o\\{|\\|\\{)\\s+" + entity + "\\s*:\\s*("
                        + QUOTED + "|[\\p{L}_][\\p{L}\\p{N}_-]*)",
                entity,
                DIRECTION);
    }

    private static Nest nest(String opens, String closes, String inside) {
        Optional<Pattern> body = inside.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(inside));
        return new Nest(Pattern.compile(opens), Pattern.compile(closes), body);
    }

    @Override
    public Optional<String> problemWith(String line) {
        Nest around = open.peek();
        if (around != null && around.closes().matcher(line).matches()) {
            open.pop();
            return Optional.empty();
        }
        if (around != null && around.inside().isPresent()) {
            return around.inside().get().matcher(line).matches() ? Optional.empty() : notUnderstood(line);
        }
        Optional<Nest> opened = nests.stream()
                .filter(nest -> nest.opens().matcher(line).matches())
                .findFirst();
        if (opened.isPresent()) {
            open.push(opened.get());
            return Optional.empty();
        }
        boolean closesNothing =
                nests.stream().anyMatch(nest -> nest.closes().matcher(line).matches());
        if (closesNothing) {
            return Optional.of("This closes what was not opened.");
        }
        if (around != null && around.divides(line)) {
            return Optional.empty();
        }
        boolean known = statements.stream()
                .anyMatch(statement -> statement.matcher(line).matches());
        return known ? Optional.empty() : notUnderstood(line);
    }

    @Override
    public Optional<String> problemAtEnd() {
        return open.isEmpty() ? Optional.empty() : Optional.of("Something is opened and never closed.");
    }

    private static Optional<String> notUnderstood(String line) {
        return Optional.of("This is not a statement of such a diagram: " + line);
    }
}
