package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which tests exercise the files of a page, and what they promise. */
final class TestsPart {
    private static final int MOST = 4;
    private static final int MOST_ON_ITS_OWN_PAGE = 9;

    private final Desk desk;
    private final Phrases phrases;
    private final List<FileFacts> own;
    private final List<FileFacts> tests;

    TestsPart(Desk desk, List<FileFacts> files) {
        this.desk = desk;
        this.phrases = desk.phrases();
        this.own = files.stream()
                .filter(file -> file.kind() == FileKind.TEST && file.language().isCode())
                .toList();
        this.tests = own.isEmpty()
                ? nearest(desk.atlas(), files.stream().map(FileFacts::path).toList())
                : own.stream()
                        .sorted(Comparator.comparing(file -> cases(file).isEmpty()))
                        .toList();
    }

    /** The tests with cases, those that are called like a file of the page first, then those that import most of them. */
    private static List<FileFacts> nearest(Atlas atlas, List<SourcePath> paths) {
        return atlas.testsOf(paths).stream()
                .filter(test -> !cases(test).isEmpty())
                .sorted(Comparator.comparing(
                                (FileFacts test) -> paths.stream().noneMatch(path -> isCalledLike(test, path)))
                        .thenComparingLong(test -> -paths.stream()
                                .filter(path -> atlas.linked(test.path(), path))
                                .count())
                        .thenComparing(FileFacts::path))
                .toList();
    }

    private static boolean isCalledLike(FileFacts test, SourcePath path) {
        return Atlas.testedBy(test.path()).equals(Atlas.stem(path).toLowerCase(Locale.ROOT));
    }

    void write(Draft draft) {
        List<FileFacts> told = tests.stream()
                .filter(file -> Symbols.lead(file).isPresent() || !cases(file).isEmpty())
                .toList();
        if (told.isEmpty()) {
            return;
        }
        draft.heading(2, phrases.say("heading.tests"));
        int most = own.isEmpty() ? MOST : MOST_ON_ITS_OWN_PAGE;
        draft.paragraph(phrases.say(
                own.isEmpty() ? (told.size() == 1 ? "tests.one" : "tests.intro") : "tests.own",
                desk.number(told.size())));
        List<String> bullets = new ArrayList<>();
        told.stream().limit(most).forEach(file -> bullets.add(bullet(file)));
        draft.bullets(bullets);
        if (told.size() > most) {
            List<String> rest =
                    desk.named(told.stream().skip(most).map(FileFacts::path).toList());
            draft.paragraph(phrases.say("tests.more", phrases.listed(rest, 5)));
        }
    }

    private String bullet(FileFacts file) {
        List<Symbol> cases = cases(file);
        Optional<Symbol> lead = Symbols.lead(file);
        String subject = lead.map(symbol -> symbol.kind() == SymbolKind.TYPE
                        ? Markdown.code(symbol.name())
                        : Markdown.text(file.path().fileName()))
                .orElse(Markdown.text(file.path().fileName()));
        if (cases.isEmpty()) {
            return lead.map(symbol -> Prose.opened(desk.described().sentence(file, symbol)))
                    .orElse(subject + ".");
        }
        List<String> named = cases.stream()
                .limit(2)
                .map(test -> Markdown.code(test.name()) + desk.cites().of(file, test))
                .toList();
        String key = cases.size() > named.size() ? "tests.cases" : "tests.few";
        return phrases.say(key, "**" + subject + "**", phrases.list(named), desk.number(cases.size()));
    }

    /** The declarations of a test file that are tests, by the marks and names that are customary. */
    static List<Symbol> cases(FileFacts file) {
        return file.outline().symbols().stream()
                .filter(symbol -> symbol.kind() == SymbolKind.METHOD || symbol.kind() == SymbolKind.FUNCTION)
                .filter(symbol -> !Symbols.constructs(symbol) && isCase(symbol))
                .toList();
    }

    private static boolean isCase(Symbol symbol) {
        String name = symbol.name().toLowerCase(Locale.ROOT);
        boolean marked = symbol.signature().contains("@Test")
                || symbol.signature().contains("@ParameterizedTest")
                || symbol.signature().contains("[Fact]");
        boolean called = (name.length() > 4 && name.startsWith("test"))
                || name.chars().filter(c -> c == '_').count() > 2;
        return marked || (called && !symbol.signature().startsWith("private "));
    }
}
