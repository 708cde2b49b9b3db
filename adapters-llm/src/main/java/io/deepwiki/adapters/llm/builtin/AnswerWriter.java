package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import io.deepwiki.domain.retrieval.Identifiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Answers a question by what was found: the closest place first, then what stands around it, and how these places are connected. */
final class AnswerWriter {
    private static final int PLACES = 6;
    private static final int KEY_LINES = 12;

    private final Prompt prompt;
    private final Prompt.Answer answer;
    private final Desk desk;
    private final Phrases phrases;

    AnswerWriter(Prompt prompt, Prompt.Answer answer, Atlas atlas, Phrases phrases) {
        this.prompt = prompt;
        this.answer = answer;
        this.desk = Desk.of(prompt, answer.file(), atlas, phrases.seeded(answer.question()));
        this.phrases = desk.phrases();
    }

    void write(Draft draft) {
        body(draft);
        closing(draft);
    }

    /** How the answer came to be. */
    void closing(Draft draft) {
        desk.closing(draft, "closing.answer");
    }

    /** The answer alone. */
    void body(Draft draft) {
        boolean about = !answer.file().isEmpty() || Relevance.of(answer.question(), prompt.passages());
        List<Place> places = about ? places() : List.of();
        if (answer.file().isEmpty() && Relevance.isAboutTheWhole(answer.question())) {
            new WholeAnswer(desk).write(draft);
        } else if (places.isEmpty()) {
            nothing(draft);
        } else {
            Place best = places.getFirst();
            draft.paragraph(opening(best));
            keyLines(best).ifPresent(lines -> draft.fence(label(best.file()), lines));
            if (places.size() > 1) {
                draft.paragraph(phrases.say("answer.others"));
                draft.bullets(places.stream()
                        .skip(1)
                        .map(place -> Prose.opened(place.sentence()))
                        .toList());
            }
            connected(places, draft);
            next(places, draft);
        }
    }

    /** The answer in a sentence, where it stands, and who uses it. */
    private String opening(Place best) {
        String direct = best.symbol().isPresent()
                ? phrases.say("answer.direct", best.sentence())
                : Prose.opened(best.sentence());
        String where = phrases.say(
                "answer.opening", named(best), Markdown.code(best.file().path().value()));
        String users = new Relations(desk)
                .sentence(best.file())
                .map(text -> " " + text)
                .orElse("");
        return direct + " " + where + users;
    }

    /** A place that says something to the question, and the sentence that it is told in. */
    private record Place(FileFacts file, Optional<Symbol> symbol, LineRange lines, String sentence) {
        /** Its name in lower case. */
        String name() {
            return symbol.map(Symbol::name).orElse(file.path().fileName()).toLowerCase(Locale.ROOT);
        }

        /** Whether its authors have left no word about it. */
        boolean silent() {
            return symbol.map(known -> DocText.of(known.doc()).isEmpty()).orElse(true);
        }
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        for (Excerpt excerpt : Stream.concat(answer.file().stream().limit(2), prompt.passages().stream())
                .toList()) {
            Optional<Place> place = desk.atlas().file(excerpt.path()).flatMap(file -> place(file, excerpt));
            if (place.isPresent()
                    && places.size() < 2 * PLACES
                    && told.add(place.get().sentence())) {
                places.add(place.get());
            }
        }
        Set<String> named = Identifiers.names(answer.question());
        boolean tests = answer.question().toLowerCase(Locale.ROOT).contains("test");
        return places.stream()
                .sorted(Comparator.comparing((Place place) -> !named.contains(place.name()))
                        .thenComparing(place -> !tests && place.file().kind() == FileKind.TEST)
                        .thenComparingInt(place -> -closeness(place)))
                .limit(PLACES)
                .toList();
    }

    /** How much of the question a place's names and words take up; a place that its authors speak of is a better one. */
    private int closeness(Place place) {
        Set<String> asked = Identifiers.queryTerms(answer.question());
        String names = place.symbol()
                .map(Symbol::qualifiedName)
                .orElse(place.file().path().fileName());
        String doc = place.symbol().map(Symbol::doc).orElse("");
        long called = Identifiers.terms(names).stream()
                .distinct()
                .filter(asked::contains)
                .count();
        boolean spoken = Identifiers.terms(doc).stream().anyMatch(asked::contains);
        return (int) Math.min(3, called) * 2 + (spoken ? 1 : 0) + (place.silent() ? 0 : 1);
    }

    private Optional<Place> place(FileFacts file, Excerpt excerpt) {
        Optional<Symbol> symbol = symbol(file, excerpt);
        if (symbol.isPresent()) {
            return Optional.of(new Place(
                    file, symbol, symbol.get().lines(), desk.described().sentence(file, symbol.get())));
        }
        NavigableMap<Integer, String> lines = desk.shown()
                .of(file.path())
                .subMap(excerpt.lines().first(), true, excerpt.lines().last(), true);
        Optional<String> said = (file.kind() == FileKind.DOCS ? Document.sayings(lines) : List.<Document.Saying>of())
                .stream().findFirst().map(saying -> Writings.sentence(desk, "document", file.path(), saying));
        return said.or(() -> landmarks(file.path(), lines))
                .map(text -> new Place(file, Optional.empty(), excerpt.lines(), text));
    }

    private Optional<String> landmarks(SourcePath path, NavigableMap<Integer, String> lines) {
        return Landmarks.of(lines).stream()
                .findFirst()
                .map(found -> phrases.say(
                                "file.names",
                                Markdown.code(path.value()),
                                phrases.list(found.names().stream()
                                        .map(Markdown::code)
                                        .toList()))
                        + desk.cites().of(path, found.lines()) + ".");
    }

    /** The declaration in the passage whose name the question mentions, else the one that the passage is about, else its first. */
    private Optional<Symbol> symbol(FileFacts file, Excerpt excerpt) {
        List<Symbol> here = file.outline().symbols().stream()
                .filter(symbol -> symbol.kind() != SymbolKind.MODULE
                        && !Symbols.constructs(symbol)
                        && excerpt.lines().overlaps(symbol.lines()))
                .sorted(Comparator.comparingInt(symbol -> symbol.lines().length()))
                .toList();
        return here.stream()
                .filter(symbol -> Relevance.names(answer.question(), symbol.name()))
                .findFirst()
                .or(() -> here.stream()
                        .filter(symbol -> symbol.qualifiedName().equals(excerpt.symbol()))
                        .findFirst())
                .or(() -> here.stream()
                        .filter(symbol -> excerpt.lines().contains(symbol.lines()))
                        .max(Comparator.comparingInt(symbol -> symbol.lines().length())))
                .or(() -> here.stream().findFirst());
    }

    private String named(Place place) {
        return place.symbol()
                .map(symbol -> Markdown.code(symbol.qualifiedName()))
                .orElseGet(() -> desk.named(place.file().path()));
    }

    /** The first lines of the declaration, without what stands above it, as far as they follow each other. */
    private Optional<String> keyLines(Place place) {
        if (place.symbol().isEmpty()) {
            return Optional.empty();
        }
        NavigableMap<Integer, String> lines = desk.shown()
                .of(place.file().path())
                .subMap(place.lines().first(), true, place.lines().last(), true);
        OptionalInt first = desk.shown()
                .lineOf(place.file().path(), place.lines(), place.symbol().get().name());
        List<String> body = new ArrayList<>();
        for (int at = first.orElse(place.lines().first()); lines.containsKey(at) && body.size() < KEY_LINES; at++) {
            body.add(lines.getOrDefault(at, ""));
        }
        int indent = body.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        List<String> shifted = body.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .toList();
        boolean fenced = shifted.stream().anyMatch(line -> line.contains("```"));
        return shifted.isEmpty() || fenced ? Optional.empty() : Optional.of(String.join("\n", shifted));
    }

    private static String label(FileFacts file) {
        return file.language().isCode() ? file.language().name().toLowerCase(Locale.ROOT) : "";
    }

    private void connected(List<Place> places, Draft draft) {
        List<SourcePath> paths =
                places.stream().map(place -> place.file().path()).distinct().toList();
        Diagram diagram = Drawings.files(desk.atlas(), paths, places.size() < 3);
        if (!diagram.isEmpty()) {
            draft.paragraph(phrases.say("arrows.intro"));
            draft.fence("mermaid", diagram.mermaid());
        }
    }

    private void next(List<Place> places, Draft draft) {
        List<String> near = places.stream()
                .map(place -> place.file().path())
                .distinct()
                .flatMap(path -> desk.atlas().imports(path).stream())
                .filter(path ->
                        places.stream().noneMatch(place -> place.file().path().equals(path)))
                .distinct()
                .limit(4)
                .map(path -> Markdown.code(path.value()))
                .toList();
        List<String> modules = places.stream()
                .map(place -> desk.atlas().module(place.file().path()))
                .flatMap(Optional::stream)
                .map(Module::name)
                .distinct()
                .map(Markdown::code)
                .toList();
        draft.paragraph(
                near.isEmpty()
                        ? phrases.say("answer.next.modules", phrases.list(modules))
                        : phrases.say("answer.next", phrases.list(near)));
    }

    /** Honest, and still of some use: what there is to ask about. */
    private void nothing(Draft draft) {
        draft.paragraph(phrases.say("answer.nothing"));
        List<String> modules =
                desk.atlas().map().modules().stream().limit(8).map(desk::module).toList();
        if (!modules.isEmpty()) {
            draft.paragraph(phrases.say("answer.modules", phrases.list(modules)));
        }
    }
}
