package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.CodeMap.Referenced;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.wiki.Importance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a repository's wiki can be about, before it is fitted to a number of pages. */
final class Topics {
    private final Atlas atlas;
    private final Phrases phrases;
    private final Ranking ranking;

    Topics(Atlas atlas, Phrases phrases) {
        this.atlas = atlas;
        this.phrases = phrases;
        this.ranking = new Ranking(atlas);
    }

    Topic overview(String repository) {
        SequencedSet<FileFacts> files = new LinkedHashSet<>();
        atlas.readme().flatMap(atlas::file).ifPresent(files::add);
        atlas.map().entryPoints().stream()
                .limit(2)
                .map(atlas::file)
                .flatMap(Optional::stream)
                .forEach(files::add);
        leads().limit(4).forEach(files::add);
        build().stream().limit(1).forEach(files::add);
        addUpTo(files, atlas.files(FileKind.CODE), 6);
        addUpTo(files, atlas.files(), 3);
        String name = repository.substring(repository.lastIndexOf('/') + 1);
        return new Topic(
                phrases.say("section.overview"),
                phrases.say("title.overview"),
                phrases.say("about.overview", name),
                Importance.HIGH,
                List.of(),
                List.copyOf(files));
    }

    /** How the modules stand to each other; only where there are some. */
    Optional<Topic> architecture() {
        if (atlas.map().modules().size() < 2 || atlas.files(FileKind.CODE).size() < 4) {
            return Optional.empty();
        }
        SequencedSet<FileFacts> files = new LinkedHashSet<>(leads().limit(9).toList());
        addUpTo(files, atlas.files(FileKind.CODE), 5);
        return Optional.of(new Topic(
                phrases.say("section.overview"),
                phrases.say("title.architecture"),
                phrases.say(
                        "about.architecture",
                        Integer.toString(atlas.map().modules().size())),
                Importance.HIGH,
                List.of(),
                List.copyOf(files)));
    }

    Optional<Topic> entries() {
        List<FileFacts> files = atlas.map().entryPoints().stream()
                .map(atlas::file)
                .flatMap(Optional::stream)
                .toList();
        if (files.isEmpty() || atlas.files(FileKind.CODE).size() < 8) {
            return Optional.empty();
        }
        SequencedSet<FileFacts> all = new LinkedHashSet<>(files);
        List<FileFacts> called = files.stream()
                .flatMap(file -> atlas.imports(file.path()).stream())
                .map(atlas::file)
                .flatMap(Optional::stream)
                .filter(file -> file.kind() == FileKind.CODE)
                .toList();
        addUpTo(all, called, 6);
        addUpTo(all, atlas.files(FileKind.CODE), 3);
        return Optional.of(new Topic(
                phrases.say("section.interfaces"),
                phrases.say("title.entries"),
                phrases.say("about.entries", phrases.list(names(files, 3))),
                Importance.HIGH,
                List.of(),
                List.copyOf(all)));
    }

    Optional<Topic> core() {
        List<FileFacts> files = atlas.map().mostReferenced().stream()
                .map(Referenced::path)
                .map(atlas::file)
                .flatMap(Optional::stream)
                .limit(10)
                .toList();
        return files.size() < 5
                ? Optional.empty()
                : Optional.of(new Topic(
                        phrases.say("section.overview"),
                        phrases.say("title.core"),
                        phrases.say("about.core", phrases.list(names(files, 3))),
                        Importance.MEDIUM,
                        List.of(),
                        files));
    }

    Optional<Topic> building() {
        return across(build(), 1, "section.operation", "title.build", "about.build", Importance.MEDIUM);
    }

    Optional<Topic> testing() {
        return across(
                ranking.ranked(atlas.files(FileKind.TEST)).stream()
                        .sorted(java.util.Comparator.comparingInt(
                                file -> -Math.min(8, TestsPart.cases(file).size())))
                        .toList(),
                1,
                "section.operation",
                "title.tests",
                "about.tests",
                Importance.MEDIUM);
    }

    Optional<Topic> documents() {
        List<FileFacts> documents = atlas.files(FileKind.DOCS).stream()
                .filter(file -> !file.path()
                                .fileName()
                                .toLowerCase(Locale.ROOT)
                                .matches("(readme|license|licence|copying|notice).*")
                        || !file.path().directory().isEmpty())
                .sorted(java.util.Comparator.comparingInt(FileFacts::lines)
                        .reversed()
                        .thenComparing(FileFacts::path))
                .toList();
        return across(documents, 3, "section.operation", "title.documents", "about.documents", Importance.LOW);
    }

    /** One topic for each module that has code, largest first; without code, for each directory of documents. */
    List<Topic> modules() {
        Map<String, List<FileFacts>> byModule = new TreeMap<>();
        boolean code = !atlas.files(FileKind.CODE).isEmpty();
        atlas.files().stream()
                .filter(file -> !code || file.kind() == FileKind.CODE)
                .forEach(file -> atlas.module(file.path())
                        .ifPresent(module -> byModule.computeIfAbsent(module.directory(), _ -> new ArrayList<>())
                                .add(file)));
        return atlas.map().modules().stream()
                .filter(module -> byModule.containsKey(module.directory()))
                .map(module -> module(module, ranking.ranked(byModule.getOrDefault(module.directory(), List.of()))))
                .toList();
    }

    private Topic module(Module module, List<FileFacts> files) {
        Importance importance =
                module.share() > 0.12 ? Importance.HIGH : module.share() > 0.04 ? Importance.MEDIUM : Importance.LOW;
        String title = module.directory().isEmpty() ? root(files) : withName(Titles.of(module.name()), module.name());
        return new Topic(
                phrases.say("section.modules"),
                title,
                about(TopicChoice.bare(title), files),
                importance,
                List.of(module.name()),
                files);
    }

    /** What lies at the root is called by the directory that all of it is in, if there is one. */
    private String root(List<FileFacts> files) {
        String common = Purpose.common(
                files.stream().map(file -> file.path().directory()).toList());
        if (!common.isEmpty()) {
            return Titles.of(common.substring(common.lastIndexOf('/') + 1));
        }
        return phrases.say(atlas.map().modules().size() == 1 ? "title.code" : "title.root");
    }

    /** What a page about these files explains, in a sentence. */
    String about(String title, List<FileFacts> files) {
        List<String> names = names(files, 3);
        return names.isEmpty()
                ? phrases.say("about.files", title)
                : phrases.say("about.module", title, phrases.list(names));
    }

    static List<String> names(List<FileFacts> files, int atMost) {
        return files.stream()
                .flatMap(file -> Symbols.lead(file).stream())
                .map(symbol -> Titles.plain(symbol.name()))
                .filter(name -> !name.startsWith("__"))
                .distinct()
                .limit(atMost)
                .toList();
    }

    private static String withName(String title, String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return title.replaceAll("[^A-Za-z0-9]", "").equalsIgnoreCase(name.replaceAll("[^A-Za-z0-9]", ""))
                        || last.isBlank()
                        || title.contains(": ")
                ? title
                : title + " (" + Titles.plain(last) + ")";
    }

    private Optional<Topic> across(
            List<FileFacts> files, int fewest, String section, String title, String about, Importance importance) {
        return files.size() < fewest
                ? Optional.empty()
                : Optional.of(new Topic(
                        phrases.say(section), phrases.say(title), phrases.say(about), importance, List.of(), files));
    }

    private List<FileFacts> build() {
        return atlas.files(FileKind.CONFIG).stream()
                .filter(file -> !file.path().fileName().matches("\\.git(ignore|attributes)|\\.editorconfig"))
                .sorted(java.util.Comparator.comparingLong((FileFacts file) -> file.path()
                                .value()
                                .chars()
                                .filter(c -> c == '/')
                                .count())
                        .thenComparing(FileFacts::lines, java.util.Comparator.reverseOrder())
                        .thenComparing(FileFacts::path))
                .toList();
    }

    /** The most important file of each module, the largest module first. */
    private Stream<FileFacts> leads() {
        Map<Optional<Module>, List<FileFacts>> byModule =
                atlas.files(FileKind.CODE).stream().collect(Collectors.groupingBy(file -> atlas.module(file.path())));
        return atlas.map().modules().stream()
                .flatMap(module -> ranking.ranked(byModule.getOrDefault(Optional.of(module), List.of())).stream()
                        .limit(1));
    }

    private void addUpTo(SequencedSet<FileFacts> files, Collection<FileFacts> more, int enough) {
        for (FileFacts file : ranking.ranked(more)) {
            if (files.size() >= enough) {
                return;
            }
            files.add(file);
        }
    }
}
