package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.FileFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fits topics to the number of pages that was asked for: too many modules share pages, too few are split. Every module has its place. */
final class TopicChoice {
    /** A page with fewer files than this is not split. */
    private static final int WORTH_SPLITTING = 6;

    /** What is so many times smaller than another does not stand in the title. */
    private static final int SLIGHT = 8;

    private final Topics topics;
    private final Phrases phrases;
    private final Prompt.Plan plan;

    TopicChoice(Topics topics, Phrases phrases, Prompt.Plan plan) {
        this.topics = topics;
        this.phrases = phrases;
        this.plan = plan;
    }

    List<Topic> chosen(String repository) {
        List<Topic> modules = new ArrayList<>(topics.modules());
        List<Topic> before = new ArrayList<>();
        before.add(topics.overview(repository));
        topics.architecture().ifPresent(before::add);
        topics.entries().ifPresent(before::add);
        List<Topic> after = Stream.of(topics.building(), topics.testing(), topics.documents())
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(ArrayList::new));
        int lines = modules.stream().mapToInt(Topic::lines).sum();
        long weighty =
                modules.stream().filter(topic -> topic.lines() * 25 > lines).count();
        topics.core()
                .filter(_ -> weighty + before.size() + after.size() < plan.mostPages())
                .ifPresent(core -> before.add(core));
        makeRoom(before, after, modules.size());
        merge(modules, Math.max(1, plan.mostPages() - before.size() - after.size()));
        split(modules, plan.fewestPages() - before.size() - after.size());
        List<Topic> all = new ArrayList<>(before);
        all.addAll(modules);
        all.addAll(after);
        return named(all.subList(0, Math.min(all.size(), Math.max(1, plan.mostPages()))));
    }

    /** Pages across all modules give way, the least important first, until two thirds of the pages are left for modules. */
    private void makeRoom(List<Topic> before, List<Topic> after, int modules) {
        int wanted = Math.min(modules, Math.max(1, plan.mostPages() * 2 / 3));
        while (before.size() + after.size() + wanted > plan.mostPages() && before.size() + after.size() > 1) {
            if (after.size() > 2 || (before.size() == 1 && !after.isEmpty())) {
                after.removeLast();
            } else if (before.size() > 2) {
                before.removeLast();
            } else if (!after.isEmpty()) {
                after.removeLast();
            } else {
                before.removeLast();
            }
        }
    }

    /** The two smallest share a page, until there are few enough. */
    private void merge(List<Topic> modules, int most) {
        while (modules.size() > most) {
            modules.sort(Comparator.comparingInt(Topic::lines).reversed().thenComparing(Topic::title));
            Topic smaller = modules.removeLast();
            Topic larger = modules.removeLast();
            boolean slight = smaller.lines() * SLIGHT < larger.lines();
            String title = slight ? larger.title() : joint(larger, smaller);
            List<FileFacts> files = Stream.concat(larger.files().stream(), smaller.files().stream())
                    .toList();
            modules.add(larger.with(smaller, title, topics.about(bare(title), files)));
        }
    }

    /** Both names; of more than two, the first few. */
    private String joint(Topic larger, Topic smaller) {
        if (larger.modules().size() + smaller.modules().size() == 2) {
            return Titles.plain(
                    phrases.say("list.and", bare(larger.title()), Weave.decapitalised(bare(smaller.title()))));
        }
        List<String> names = Stream.concat(larger.modules().stream(), smaller.modules().stream())
                .map(Titles::of)
                .toList();
        return Titles.plain(phrases.say("title.further", phrases.listed(names, 3)));
    }

    /** A title without what stands in brackets at its end. */
    static String bare(String title) {
        return title.replaceAll("\\s*\\([^()]*\\)$", "");
    }

    /** The largest is divided, until there are enough or nothing is worth it. */
    private void split(List<Topic> modules, int fewest) {
        while (modules.size() < fewest) {
            Optional<Topic> largest = modules.stream()
                    .filter(topic -> topic.files().stream()
                                    .filter(file -> Symbols.lead(file).isPresent()
                                            || !file.language().isCode())
                                    .count()
                            >= WORTH_SPLITTING)
                    .max(Comparator.comparingInt((Topic topic) -> topic.files().size())
                            .thenComparing(Topic::title));
            if (largest.isEmpty()) {
                return;
            }
            int at = modules.indexOf(largest.get());
            modules.remove(at);
            modules.addAll(at, halves(largest.get()));
        }
    }

    /** Along its largest directory if it has some, else by importance. */
    private List<Topic> halves(Topic topic) {
        Map<String, List<FileFacts>> byDirectory = topic.files().stream()
                .collect(Collectors.groupingBy(file -> file.path().directory(), TreeMap::new, Collectors.toList()));
        Optional<Map.Entry<String, List<FileFacts>>> part = byDirectory.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 2
                        && entry.getValue().size() < topic.files().size() - 2)
                .max(Comparator.comparingInt(entry -> entry.getValue().size()));
        if (part.isPresent()) {
            List<FileFacts> rest = topic.files().stream()
                    .filter(file -> !part.get().getValue().contains(file))
                    .toList();
            String directory = part.get().getKey();
            String title = stem(topic) + ": " + Titles.of(directory.substring(directory.lastIndexOf('/') + 1));
            return List.of(
                    of(topic, topic.title(), rest), of(topic, title, part.get().getValue()));
        }
        int middle = topic.files().size() / 2;
        List<FileFacts> second = topic.files().subList(middle, topic.files().size());
        String title = stem(topic) + ": " + phrases.list(Topics.names(second, 2));
        return List.of(of(topic, topic.title(), topic.files().subList(0, middle)), of(topic, title, second));
    }

    /** The title without what an earlier division has added. */
    private static String stem(Topic topic) {
        int colon = topic.title().indexOf(": ");
        return bare(colon < 0 ? topic.title() : topic.title().substring(0, colon));
    }

    private Topic of(Topic whole, String title, List<FileFacts> files) {
        return new Topic(
                whole.section(),
                Titles.plain(title),
                topics.about(bare(Titles.plain(title)), files),
                whole.importance(),
                whole.modules(),
                files);
    }

    /** No two pages with one title. */
    private static List<Topic> named(List<Topic> chosen) {
        Set<String> taken = new HashSet<>();
        List<Topic> named = new ArrayList<>();
        for (Topic topic : chosen) {
            String title = topic.title();
            for (int n = 2; !taken.add(title.toLowerCase(Locale.ROOT)); n++) {
                title = topic.title() + " " + n;
            }
            named.add(new Topic(
                    topic.section(), title, topic.about(), topic.importance(), topic.modules(), topic.files()));
        }
        return named;
    }
}
