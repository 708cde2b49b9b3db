package io.deepwiki.adapters.source.syntax;

import io.deepwiki.adapters.source.syntax.Captures.Capture;
import io.deepwiki.adapters.source.syntax.Captures.Match;
import io.deepwiki.adapters.source.syntax.Captures.Span;
import io.deepwiki.adapters.source.syntax.Declaration.Role;
import io.deepwiki.adapters.source.syntax.Leads.Above;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes an outline of what a query has found: who contains whom, what is local and so left out, which comment belongs to what. */
final class OutlineBuilder {
    private static final int MAX_SIGNATURE = 200;
    private static final int MAX_NAME = 200;
    private static final int LONGEST_QUOTE = 5;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern OPENING = Pattern.compile("(?:\\s*(?:\\{|=>|=|:|;|,))+$");
    private static final Pattern TYPE_ARGUMENTS = Pattern.compile("<[^<>]*>");

    private final SourceText text;
    private final Imports imports;
    private final Leads leads;
    private final List<Span> docs = new ArrayList<>();
    private final Map<Integer, Declaration> byName = new HashMap<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private String packageName = "";

    OutlineBuilder(SourceText text, Captures captures) {
        this.text = text;
        this.imports = new Imports(text);
        this.leads = new Leads(text);
        captures.matches().forEach(this::take);
    }

    FileOutline outline() {
        List<Declaration> found = new ArrayList<>(byName.values());
        found.sort(Declaration.OUTER_FIRST);
        docs.sort(Comparator.comparingInt(Span::start));
        Deque<Declaration> around = new ArrayDeque<>();
        for (Declaration next : found) {
            while (!around.isEmpty() && !around.peek().isAround(next)) {
                around.pop();
            }
            if (isSymbol(next, around)) {
                symbols.add(symbol(next, around));
            }
            if (next.role() != Role.ALIAS) {
                around.push(next);
            }
        }
        symbols.sort(Comparator.comparingInt((Symbol symbol) -> symbol.lines().first()));
        return new FileOutline(packageName, symbols.stream().distinct().toList(), imports.found());
    }

    private void take(Match match) {
        for (Capture capture : match.captures()) {
            switch (capture.name()) {
                case "comment" -> leads.add(capture.span(), true);
                case "annotation" -> leads.add(capture.span(), false);
                case "doc" -> docs.add(capture.span());
                case "package" -> packageName = packageName.isEmpty() ? slice(capture.span()) : packageName;
                default -> {}
            }
        }
        imports.add(match);
        Declaration.of(match)
                .ifPresent(found -> byName.merge(
                        key(found), found, (one, other) -> Declaration.BETTER.compare(one, other) <= 0 ? one : other));
    }

    /** Declarations are told apart by where their names stand; what has no name must not take the place of one that has. */
    private static int key(Declaration found) {
        int start = found.name().start();
        return found.role() == Role.HIDDEN ? -1 - start : start;
    }

    private boolean isSymbol(Declaration found, Deque<Declaration> around) {
        if (found.role() == Role.SCOPE || found.role() == Role.HIDDEN) {
            return false;
        }
        return around.stream().noneMatch(outer -> outer.role().hides());
    }

    private Symbol symbol(Declaration found, Deque<Declaration> around) {
        List<String> names = names(found, around);
        String name = names.removeLast();
        Above above = leads.above(found.whole().start());
        int end = text.trimmedEnd(found.whole().start(), found.whole().end());
        LineRange lines = new LineRange(
                text.lineOf(above.start()), Math.max(text.lineOf(above.start()), text.lineOf(Math.max(end - 1, 0))));
        String doc = docInside(found).orElse(above.doc());
        return new Symbol(
                kind(found, around),
                name,
                String.join(".", names),
                signature(found),
                DocComment.firstSentence(doc),
                lines);
    }

    /** The names around it from the outermost on, then its own; a name that is qualified, as in {@code Queue::claim}, is taken apart. */
    private List<String> names(Declaration found, Deque<Declaration> around) {
        List<String> names = new ArrayList<>();
        for (Iterator<Declaration> outer = around.descendingIterator(); outer.hasNext(); ) {
            addParts(slice(outer.next().name()), names);
        }
        found.container().ifPresent(container -> addParts(slice(container), names));
        addParts(slice(found.name()), names);
        return names;
    }

    private static void addParts(String qualified, List<String> names) {
        boolean operator = qualified.contains("operator");
        String plain = operator ? qualified : TYPE_ARGUMENTS.matcher(qualified).replaceAll("");
        for (String part : plain.split("::|(?<=\\w)\\.(?=\\w)", -1)) {
            String name = BLANKS.matcher(part).replaceAll(" ").strip();
            if (!name.isEmpty()) {
                names.add(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME));
            }
        }
        if (names.isEmpty()) {
            names.add("_");
        }
    }

    private SymbolKind kind(Declaration found, Deque<Declaration> around) {
        return switch (found.role()) {
            case TYPE, ALIAS -> SymbolKind.TYPE;
            case MODULE -> SymbolKind.MODULE;
            case CONSTANT -> SymbolKind.CONSTANT;
            default -> isMember(found, around) ? SymbolKind.METHOD : SymbolKind.FUNCTION;
        };
    }

    private boolean isMember(Declaration found, Deque<Declaration> around) {
        boolean says = found.container().isPresent() || slice(found.name()).contains("::");
        return says || (!around.isEmpty() && around.peek().role() != Role.MODULE);
    }

    private String signature(Declaration found) {
        int start = found.whole().start();
        int end = found.body()
                .map(Span::start)
                .filter(at -> at > start)
                .orElse(found.whole().end());
        String head = leads.without(start, end, found.name().start());
        head = BLANKS.matcher(head).replaceAll(" ").strip();
        head = OPENING.matcher(head).replaceFirst("").replace("( ", "(").replace(" )", ")");
        return head.length() <= MAX_SIGNATURE ? head : head.substring(0, MAX_SIGNATURE - 1) + "…";
    }

    /** A docstring is the first thing in the body: nothing but its quotes, as in {@code r"""}, stands before it. */
    private Optional<String> docInside(Declaration found) {
        Span body = found.body().orElse(found.whole());
        int low = 0;
        int high = docs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (docs.get(middle).start() < body.start()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == docs.size() || docs.get(low).start() - body.start() > LONGEST_QUOTE) {
            return Optional.empty();
        }
        return Optional.of(slice(docs.get(low)));
    }

    private String slice(Span span) {
        return text.slice(span.start(), span.end());
    }
}
