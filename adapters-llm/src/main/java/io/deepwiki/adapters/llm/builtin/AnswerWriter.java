package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers a question by the file that the reader has open or what was found: the closest place first, what is around it, how they connect. */
final class AnswerWriter {
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
        List<Place> places = new Places(prompt, answer, desk).best();
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
        if (!near.isEmpty()) {
            draft.paragraph(phrases.say("answer.next", phrases.list(near)));
        } else if (!modules.isEmpty()) {
            draft.paragraph(phrases.say("answer.next.modules", phrases.list(modules)));
        }
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
