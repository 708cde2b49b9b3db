package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the parts of a page work together: a diagram whose arrows are imports, read out in a few sentences. */
final class Together {
    private static final Pattern IMPORT = Pattern.compile(
            "\\s*(?:import|from|use|using|#include|require|const|let|var|export|pub use|mod)\\b.*|.*\\brequire\\(.*|\\s*[\"'].*[\"'],?");

    private final Desk desk;
    private final Phrases phrases;
    private final List<FileFacts> files;

    Together(Desk desk, List<FileFacts> files) {
        this.desk = desk;
        this.phrases = desk.phrases();
        this.files = files;
    }

    void write(Draft draft) {
        List<FileFacts> code =
                files.stream().filter(file -> file.language().isCode()).toList();
        List<SourcePath> paths = code.stream().map(FileFacts::path).toList();
        long modules = code.stream()
                .map(file -> desk.atlas().module(file.path()))
                .flatMap(Optional::stream)
                .distinct()
                .count();
        Diagram between = Drawings.modules(desk.atlas(), files);
        boolean wide = modules > 2 && !between.isEmpty();
        Diagram inside = Drawings.files(desk.atlas(), paths, !wide);
        if (!wide && inside.isEmpty()) {
            Drawings.contents(code).ifPresent(drawing -> {
                draft.heading(2, phrases.say("heading.together"));
                draft.paragraph(phrases.say("contents.intro"));
                draft.fence("mermaid", drawing);
            });
            return;
        }
        draft.heading(2, phrases.say("heading.together"));
        if (wide) {
            draft.fence("mermaid", between.mermaid());
            draft.paragraph(readModules(between));
        }
        if (!inside.isEmpty() && (!wide || inside.arrows().size() > 2)) {
            draft.paragraph(phrases.say("arrows.intro"));
            draft.fence("mermaid", inside.mermaid());
            draft.paragraph(readFiles(inside));
        }
    }

    private String readModules(Diagram diagram) {
        Map<String, List<String>> out = new TreeMap<>();
        diagram.arrows()
                .forEach(arrow -> out.computeIfAbsent(arrow.from(), _ -> new ArrayList<>())
                        .add(Markdown.code(arrow.to())));
        List<String> sentences = new ArrayList<>();
        sentences.add(phrases.say("modules.arrows"));
        busiest(out)
                .limit(3)
                .forEach(from -> sentences.add(phrases.say(
                        "modules.read", Markdown.code(from), phrases.listed(out.getOrDefault(from, List.of()), 4))));
        quiet(diagram).ifPresent(sentences::add);
        return String.join(" ", sentences);
    }

    /** Modules that are imported and import nobody stand at the bottom of everything. */
    private Optional<String> quiet(Diagram diagram) {
        SequencedSet<String> targets = new LinkedHashSet<>(
                diagram.arrows().stream().map(Diagram.Arrow::to).toList());
        diagram.arrows().forEach(arrow -> targets.remove(arrow.from()));
        List<String> names = targets.stream().map(Markdown::code).toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(phrases.say(
                        names.size() == 1 ? "modules.ground.one" : "modules.ground", phrases.listed(names, 4)));
    }

    private String readFiles(Diagram diagram) {
        Map<String, List<String>> out = new TreeMap<>();
        diagram.arrows()
                .forEach(arrow -> out.computeIfAbsent(arrow.from(), _ -> new ArrayList<>())
                        .add(arrow.to()));
        List<String> sentences = new ArrayList<>();
        busiest(out).limit(3).forEach(from -> sentences.add(imports(from, out.getOrDefault(from, List.of()))));
        Map<String, Long> in = diagram.arrows().stream()
                .collect(Collectors.groupingBy(Diagram.Arrow::to, TreeMap::new, Collectors.counting()));
        in.entrySet().stream()
                .filter(entry -> entry.getValue() > 2)
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .ifPresent(entry -> sentences.add(phrases.say(
                        "arrows.end",
                        desk.named(new SourcePath(entry.getKey())),
                        desk.number(entry.getValue().intValue()))));
        return String.join(" ", sentences);
    }

    private static <T> java.util.stream.Stream<String> busiest(Map<String, List<T>> out) {
        return out.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<T>> entry) ->
                                -entry.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    private String imports(String from, List<String> targets) {
        SourcePath path = new SourcePath(from);
        List<String> named = targets.stream()
                .limit(3)
                .map(to -> desk.named(new SourcePath(to)) + importLine(path, new SourcePath(to)))
                .toList();
        String list = targets.size() > 3
                ? phrases.say("list.more", String.join(phrases.say("list.comma"), named), targets.size() - 3)
                : phrases.list(named);
        return phrases.say("arrows.read", desk.named(path), list);
    }

    /** The citation of the line where the one file imports the other, if that line can be seen. */
    private String importLine(SourcePath from, SourcePath to) {
        LineRange all = new LineRange(
                1, Math.max(1, desk.atlas().file(from).map(FileFacts::lines).orElse(1)));
        var line = desk.shown().lineOf(from, all, desk.atlas().nameOf(to));
        if (line.isEmpty()) {
            return "";
        }
        String text = desk.shown().of(from).getOrDefault(line.getAsInt(), "");
        return IMPORT.matcher(text).matches() && kindOf(from) != FileKind.DOCS
                ? desk.cites().of(from, new LineRange(line.getAsInt(), line.getAsInt()))
                : "";
    }

    private FileKind kindOf(SourcePath path) {
        return desk.atlas().file(path).map(FileFacts::kind).orElse(FileKind.DOCS);
    }
}
