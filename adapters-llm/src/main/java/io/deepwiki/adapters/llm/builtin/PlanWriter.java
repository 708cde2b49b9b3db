package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.CodeMap.Dependency;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans a wiki: the topics that the code map offers, fitted to the number of pages, in the lines that {@code OutlineParser} reads. */
final class PlanWriter {
    private static final int MOST_RELATED = 4;

    private final String repository;
    private final Prompt.Plan plan;
    private final Atlas atlas;
    private final Phrases phrases;

    PlanWriter(String repository, Prompt.Plan plan, Atlas atlas, Phrases phrases) {
        this.repository = repository;
        this.plan = plan;
        this.atlas = atlas;
        this.phrases = phrases;
    }

    void write(Draft draft) {
        List<Topic> topics = new TopicChoice(new Topics(atlas, phrases), phrases, plan).chosen(repository);
        draft.line("TITLE: " + Titles.plain(repository));
        draft.line("DESCRIPTION: " + description());
        Map<String, List<Topic>> bySection =
                topics.stream().collect(Collectors.groupingBy(Topic::section, LinkedHashMap::new, Collectors.toList()));
        bySection.forEach((section, pages) -> {
            draft.line("");
            draft.line("SECTION: " + section);
            pages.forEach(topic -> page(draft, topic, topics));
        });
    }

    private void page(Draft draft, Topic topic, List<Topic> all) {
        draft.line("PAGE: " + topic.title());
        draft.line("ABOUT: " + Markdown.oneLine(topic.about()));
        draft.line("IMPORTANCE: " + topic.importance().name().toLowerCase(Locale.ROOT));
        draft.line("FILES: "
                + enough(topic).stream()
                        .map(SourcePath::value)
                        .filter(path -> path.indexOf(',') < 0)
                        .collect(Collectors.joining(", ")));
        draft.line("RELATED: " + String.join("; ", related(topic, all)));
    }

    /** The files of a topic; a topic with few files borrows those that its own files import or are imported by. */
    private List<SourcePath> enough(Topic topic) {
        List<SourcePath> named = new ArrayList<>(topic.named());
        List<SourcePath> near = named.stream()
                .flatMap(path -> Stream.concat(
                        atlas.imports(path).stream(),
                        atlas.files().stream().map(FileFacts::path).filter(other -> atlas.linked(other, path))))
                .distinct()
                .toList();
        Stream.concat(near.stream(), atlas.files().stream().map(FileFacts::path))
                .filter(path -> !named.contains(path))
                .limit(Math.max(0, 3 - named.size()))
                .forEach(named::add);
        return named;
    }

    private List<String> related(Topic topic, List<Topic> all) {
        List<String> neighbours = atlas.map().dependencies().stream()
                .filter(link ->
                        topic.modules().contains(link.from()) || topic.modules().contains(link.to()))
                .map(link -> other(topic, link))
                .distinct()
                .toList();
        Stream<Topic> linked = neighbours.stream()
                .flatMap(name -> all.stream().filter(other -> other.modules().contains(name)));
        Stream<Topic> beside = all.stream().filter(other -> other.modules().isEmpty());
        return Stream.concat(linked, beside)
                .filter(other -> !other.title().equals(topic.title()))
                .map(Topic::title)
                .distinct()
                .limit(MOST_RELATED)
                .toList();
    }

    private static String other(Topic topic, Dependency link) {
        return topic.modules().contains(link.from()) ? link.to() : link.from();
    }

    /** What the README says first, else what the code consists of. */
    private String description() {
        return Document.sayings(atlas.map().readme()).stream()
                .findFirst()
                .map(saying -> Prose.closed(Titles.sentence(saying.text().markdown())))
                .orElseGet(() -> phrases.say(
                        "description",
                        Integer.toString(atlas.files().size()),
                        phrases.list(atlas.languages(atlas.files()))));
    }
}
