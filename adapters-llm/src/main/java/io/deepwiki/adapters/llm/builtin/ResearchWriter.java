package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.research.ResearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Does a stage of a research: the plan names the places that were found, each update looks at one of them, the conclusion answers the topic. */
final class ResearchWriter {
    private static final int PLACES = 4;

    private final Prompt prompt;
    private final Prompt.Research research;
    private final Atlas atlas;
    private final Phrases phrases;

    ResearchWriter(Prompt prompt, Prompt.Research research, Atlas atlas, Phrases phrases) {
        this.prompt = prompt;
        this.research = research;
        this.atlas = atlas;
        this.phrases = phrases;
    }

    void write(Draft draft) {
        draft.line(research.heading());
        switch (research.stage()) {
            case PLAN -> plan(draft);
            case UPDATE -> update(draft);
            case CONCLUSION -> conclusion(draft);
        }
    }

    private void plan(Draft draft) {
        List<Excerpt> places = places();
        draft.paragraph(phrases.say("research.plan", ResearchText.quoted(research.topic())));
        if (!places.isEmpty()) {
            draft.paragraph(phrases.say("research.plan.parts"));
            draft.bullets(places.stream()
                    .map(place -> name(place) + " [" + place.path() + ":" + place.lines() + "]")
                    .toList());
        }
        english(draft);
        next(
                places.stream()
                        .map(place -> phrases.say(
                                "research.ask",
                                name(place),
                                Markdown.code(place.path().value())))
                        .toList(),
                draft);
    }

    private void update(Draft draft) {
        List<String> open = research.open();
        String question = open.isEmpty() ? research.topic() : open.getFirst();
        draft.paragraph(phrases.say("research.open", ResearchText.quoted(question)));
        answer(question).body(draft);
        english(draft);
        next(open.isEmpty() ? List.of() : open.subList(1, open.size()), draft);
    }

    private void conclusion(Draft draft) {
        AnswerWriter answer = answer(research.topic());
        answer.body(draft);
        long files = prompt.passages().stream().map(Excerpt::path).distinct().count();
        draft.paragraph(phrases.say("research.way", prompt.passages().size(), files));
        answer.closing(draft);
    }

    /** Says so where English stands in for the asked language; clients read the next steps up to the end, so it stands before them. */
    private void english(Draft draft) {
        if (phrases.missing()) {
            draft.paragraph("*" + phrases.say("language.missing") + "*");
        }
    }

    private AnswerWriter answer(String question) {
        return new AnswerWriter(
                prompt, new Prompt.Answer(question, research.history(), file(question)), atlas, phrases);
    }

    /** The open file is what the topic is about; of what was left open, only the questions that name it are. */
    private List<Excerpt> file(String question) {
        return research.file().stream()
                .filter(excerpt -> question.equals(research.topic())
                        || question.contains(excerpt.path().value()))
                .toList();
    }

    /** A heading that clients know; what is left of the topic when nothing else is. */
    private void next(List<String> questions, Draft draft) {
        draft.heading(2, "Next Steps");
        draft.bullets(questions.isEmpty() ? List.of(ResearchText.quoted(research.topic())) : questions);
    }

    /** The best passages, one of each file. */
    private List<Excerpt> places() {
        List<SourcePath> seen = new ArrayList<>();
        return Stream.concat(research.file().stream().limit(1), prompt.passages().stream())
                .filter(place -> !seen.contains(place.path()) && seen.add(place.path()))
                .limit(PLACES)
                .toList();
    }

    private static String name(Excerpt place) {
        return Markdown.code(place.symbol().isEmpty() ? place.path().fileName() : place.symbol());
    }
}
