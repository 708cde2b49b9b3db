package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can be set: configuration files with their names, variables of the environment, fixed numbers in the code. */
final class SettingsPart {
    private static final int MOST_CONSTANTS = 6;
    private static final int MOST_VARIABLES = 6;
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("pom.xml", "known.maven"),
            Map.entry("build.gradle", "known.gradle"),
            Map.entry("build.gradle.kts", "known.gradle"),
            Map.entry("package.json", "known.npm"),
            Map.entry("cargo.toml", "known.cargo"),
            Map.entry("go.mod", "known.go"),
            Map.entry("pyproject.toml", "known.python"),
            Map.entry("setup.cfg", "known.python"),
            Map.entry("requirements.txt", "known.requirements"),
            Map.entry("dockerfile", "known.docker"),
            Map.entry("docker-compose.yml", "known.compose"),
            Map.entry("docker-compose.yaml", "known.compose"),
            Map.entry("makefile", "known.make"),
            Map.entry("tsconfig.json", "known.typescript"),
            Map.entry("cmakelists.txt", "known.cmake"));

    private final Desk desk;
    private final Phrases phrases;
    private final List<FileFacts> files;

    SettingsPart(Desk desk, List<FileFacts> files) {
        this.desk = desk;
        this.phrases = desk.phrases();
        this.files = files;
    }

    void write(Draft draft) {
        List<String> bullets = new ArrayList<>();
        files.stream()
                .filter(file -> file.kind() == FileKind.CONFIG || file.kind() == FileKind.DATA)
                .forEach(file -> bullets.add(file(file)));
        files.forEach(file -> Landmarks.environment(desk.shown(), file.path()).entrySet().stream()
                .limit(MOST_VARIABLES)
                .forEach(variable ->
                        bullets.add(phrases.say("variable", Markdown.code(variable.getKey()), desk.named(file.path()))
                                + desk.cites().of(file.path(), variable.getValue()) + ".")));
        bullets.addAll(constants());
        if (!bullets.isEmpty()) {
            draft.heading(2, phrases.say("heading.settings"));
            draft.bullets(bullets);
        }
    }

    private String file(FileFacts file) {
        String name = Markdown.text(file.path().value());
        Optional<Landmarks.Found> found =
                Landmarks.of(desk.shown().of(file.path())).stream().findFirst();
        String known = Optional.ofNullable(KNOWN.get(file.path().fileName().toLowerCase(Locale.ROOT)))
                .map(key -> " (" + phrases.say(key) + ")")
                .orElse("");
        if (found.isEmpty()) {
            return phrases.say("file.plain", "**" + name + "**" + known, desk.number(file.lines())) + ".";
        }
        List<String> names = found.get().names().stream().map(Markdown::code).toList();
        return phrases.say("file.names", "**" + name + "**" + known, phrases.list(names))
                + desk.cites().of(file.path(), found.get().lines()) + ".";
    }

    private List<String> constants() {
        record Constant(FileFacts file, Symbol symbol) {}
        return files.stream()
                .filter(file -> file.kind() == FileKind.CODE)
                .flatMap(file -> file.outline().symbols().stream()
                        .filter(symbol -> symbol.kind() == SymbolKind.CONSTANT && tells(symbol))
                        .map(symbol -> new Constant(file, symbol)))
                .sorted(Comparator.comparing(constant -> constant.symbol().doc().isBlank()))
                .limit(MOST_CONSTANTS)
                .map(constant -> constant(constant.file(), constant.symbol()))
                .toList();
    }

    /** Numbers, durations and words that somebody may want to change; not tables, loggers and patterns. */
    private static boolean tells(Symbol symbol) {
        String signature = symbol.signature();
        boolean loud =
                symbol.name().matches("[A-Z][A-Z0-9_]{2,}") && !symbol.name().matches("LOG|LOGGER|serialVersionUID");
        return loud
                && (!symbol.doc().isBlank()
                        || signature.matches(".*(=\\s*(-?\\d|\"[^\"]{1,60}\")|Duration\\.|timeout|limit).*"));
    }

    private String constant(FileFacts file, Symbol symbol) {
        String cite = desk.cites().of(file, symbol) + ".";
        Optional<DocText> doc = DocText.of(symbol.doc());
        String where = phrases.say("constant.in", Markdown.code(symbol.name()), desk.named(file.path()));
        return doc.map(said -> where + " — " + said.markdown())
                        .orElseGet(() -> where + phrases.say("constant.is", Described.signature(symbol)))
                + cite;
    }
}
