package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Chooses the places that an answer speaks of: those of the file that the reader has open, then those that were found, closest first. */
final class Places {
    private static final int MOST = 6;

    private final Prompt prompt;
    private final Prompt.Answer answer;
    private final Desk desk;
    private final Optional<FileFacts> open;

    Places(Prompt prompt, Prompt.Answer answer, Desk desk) {
        this.prompt = prompt;
        this.answer = answer;
        this.desk = desk;
        this.open = answer.file().stream()
                .findFirst()
                .flatMap(excerpt -> desk.atlas().file(excerpt.path()));
    }

    /** Best first; none if nothing has anything to do with the question. */
    List<Place> best() {
        List<Place> places = new ArrayList<>(open.map(this::ofOpen).orElse(List.of()));
        if (Relevance.of(answer.question(), prompt.passages())) {
            found(prompt.passages()).limit(2L * MOST).forEach(places::add);
        }
        Set<String> named = Identifiers.names(answer.question());
        Set<Object> told = new HashSet<>();
        boolean tests = answer.question().toLowerCase(Locale.ROOT).contains("test");
        return places.stream()
                .filter(place -> told.add(place.subject()))
                .sorted(Comparator.comparing((Place place) -> !isOpen(place.file()))
                        .thenComparing(place -> !named.contains(place.name()) && !isNamedInOpen(place))
                        .thenComparing(place -> !isLeadOfOpen(place))
                        .thenComparing(place -> !tests && place.file().kind() == FileKind.TEST)
                        .thenComparingInt(place -> -closeness(place)))
                .limit(MOST)
                .toList();
    }

    /** What the open file is chiefly about, and the rest of it; if nothing in it can be told of, the file itself. */
    private List<Place> ofOpen(FileFacts file) {
        Stream<Place> declared = Symbols.lead(file).stream()
                .flatMap(lead -> Stream.of(List.of(lead), Symbols.methods(file, lead), Symbols.beside(file, lead))
                        .flatMap(List::stream))
                .map(symbol -> place(file, symbol));
        List<Place> places = Stream.concat(declared, found(answer.file())).toList();
        return places.isEmpty() ? List.of(plain(file)) : places;
    }

    private Place plain(FileFacts file) {
        LineRange all = new LineRange(1, Math.max(1, file.lines()));
        String text = desk.phrases().say("file.plain", Markdown.code(file.path().value()), desk.number(file.lines()));
        return new Place(file, Optional.empty(), all, text + desk.cites().of(file.path(), all) + ".");
    }

    private Stream<Place> found(List<Excerpt> excerpts) {
        return excerpts.stream()
                .flatMap(excerpt -> desk.atlas().file(excerpt.path()).flatMap(file -> place(file, excerpt)).stream());
    }

    private boolean isOpen(FileFacts file) {
        return open.filter(file::equals).isPresent();
    }

    /** Of the one file that is meant, words are enough where elsewhere it takes the name. */
    private boolean isNamedInOpen(Place place) {
        return isOpen(place.file())
                && place.symbol()
                        .filter(symbol -> Relevance.names(answer.question(), symbol.name()))
                        .isPresent();
    }

    private boolean isLeadOfOpen(Place place) {
        return isOpen(place.file()) && place.symbol().equals(Symbols.lead(place.file()));
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
            return Optional.of(place(file, symbol.get()));
        }
        NavigableMap<Integer, String> lines = desk.shown()
                .of(file.path())
                .subMap(excerpt.lines().first(), true, excerpt.lines().last(), true);
        Optional<String> said = (file.kind() == FileKind.DOCS ? Document.sayings(lines) : List.<Document.Saying>of())
                .stream().findFirst().map(saying -> Writings.sentence(desk, "document", file.path(), saying));
        return said.or(() -> landmarks(file.path(), lines))
                .map(text -> new Place(file, Optional.empty(), excerpt.lines(), text));
    }

    private Place place(FileFacts file, Symbol symbol) {
        return new Place(
                file, Optional.of(symbol), symbol.lines(), desk.described().sentence(file, symbol));
    }

    private Optional<String> landmarks(SourcePath path, NavigableMap<Integer, String> lines) {
        return Landmarks.of(lines).stream()
                .findFirst()
                .map(found -> desk.phrases()
                                .say(
                                        "file.names",
                                        Markdown.code(path.value()),
                                        desk.phrases()
                                                .list(found.names().stream()
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
}
