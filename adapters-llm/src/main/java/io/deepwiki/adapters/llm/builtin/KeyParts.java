package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types and functions of a page, the first few at length, the rest in a line each. */
final class KeyParts {
    private static final int AT_LENGTH = 4;
    private static final int WORDS_FOR_LENGTH = 650;

    private final Desk desk;
    private final Phrases phrases;
    private final List<FileFacts> files;

    KeyParts(Desk desk, List<FileFacts> files) {
        this.desk = desk;
        this.phrases = desk.phrases();
        this.files = files;
    }

    void write(Draft draft) {
        List<FileFacts> told = files.stream().filter(this::hasSomething).toList();
        if (told.isEmpty()) {
            return;
        }
        draft.heading(2, phrases.say("heading.key"));
        int atLength = 0;
        List<String> bullets = new ArrayList<>();
        for (FileFacts file : told) {
            Optional<Symbol> lead = Symbols.lead(file);
            boolean room = atLength < AT_LENGTH && draft.words() < WORDS_FOR_LENGTH;
            if (lead.isPresent() && room) {
                draft.paragraph(paragraph(file, lead.get()));
                atLength++;
            } else {
                bullets.add(lead.map(symbol -> bullet(file, symbol)).orElseGet(() -> landmarks(file)));
            }
        }
        if (!bullets.isEmpty() && atLength > 0) {
            draft.paragraph(phrases.say("key.rest"));
        }
        draft.bullets(bullets);
    }

    private boolean hasSomething(FileFacts file) {
        return Symbols.lead(file).isPresent()
                || (!Purpose.isPackageFile(file.path())
                        && !Landmarks.of(desk.shown().of(file.path())).isEmpty());
    }

    private String paragraph(FileFacts file, Symbol lead) {
        List<String> sentences = new ArrayList<>();
        sentences.add("**" + Markdown.code(lead.name()) + "** · "
                + Markdown.code(file.path().value()) + "  \n"
                + Prose.opened(desk.described().sentence(file, lead)));
        members(file, lead, sentences);
        nested(file, lead, sentences);
        beside(file, lead, sentences);
        new Relations(desk).sentence(file).ifPresent(sentences::add);
        return String.join(" ", sentences);
    }

    private void members(FileFacts file, Symbol lead, List<String> sentences) {
        List<Symbol> methods = Symbols.methods(file, lead);
        List<Symbol> documented = methods.stream()
                .filter(method -> DocText.of(method.doc()).isPresent())
                .limit(3)
                .toList();
        for (int i = 0; i < documented.size(); i++) {
            String member = desk.described().member(file, documented.get(i));
            sentences.add(
                    i == 0
                            ? phrases.say("member.first", member)
                            : i == 1 ? phrases.say("member.next", member) : phrases.say("member.last", member));
        }
        List<Symbol> silent = methods.stream()
                .filter(method -> DocText.of(method.doc()).isEmpty())
                .limit(3)
                .toList();
        if (documented.isEmpty() && !silent.isEmpty() && DocText.of(lead.doc()).isPresent()) {
            List<String> cited = silent.stream()
                    .map(method -> Markdown.code(method.name()) + desk.cites().of(file, method))
                    .toList();
            sentences.add(phrases.say("members.silent", phrases.list(cited)) + ".");
        }
    }

    private void nested(FileFacts file, Symbol lead, List<String> sentences) {
        List<String> names = Symbols.nested(file, lead).stream()
                .map(type -> Markdown.code(type.name()))
                .toList();
        if (!names.isEmpty()) {
            sentences.add(phrases.say(names.size() == 1 ? "nested.one" : "nested", phrases.listed(names, 5)));
        }
    }

    private void beside(FileFacts file, Symbol lead, List<String> sentences) {
        List<Symbol> others = Symbols.beside(file, lead);
        others.stream()
                .filter(symbol -> DocText.of(symbol.doc()).isPresent())
                .limit(lead.kind() == SymbolKind.TYPE ? 2 : 3)
                .forEach(symbol -> sentences.add(Prose.opened(desk.described().sentence(file, symbol))));
        List<String> silent = others.stream()
                .filter(symbol -> DocText.of(symbol.doc()).isEmpty())
                .map(symbol -> Markdown.code(symbol.name()))
                .toList();
        if (!silent.isEmpty()) {
            sentences.add(phrases.say("beside", phrases.listed(silent, 4)));
        }
    }

    private String bullet(FileFacts file, Symbol lead) {
        String sentence = Prose.opened(desk.described().sentence(file, lead));
        Optional<Symbol> first = Symbols.methods(file, lead).stream()
                .filter(method -> DocText.of(method.doc()).isPresent())
                .findFirst();
        return sentence
                + first.map(method -> " "
                                + phrases.say("member.first", desk.described().member(file, method)))
                        .orElse("");
    }

    private String landmarks(FileFacts file) {
        return Landmarks.of(desk.shown().of(file.path())).stream()
                .map(found -> phrases.say(
                                "file.names",
                                Markdown.text(file.path().value()),
                                phrases.list(found.names().stream()
                                        .map(Markdown::code)
                                        .toList()))
                        + desk.cites().of(file.path(), found.lines()) + ".")
                .findFirst()
                .orElse(Markdown.code(file.path().value()) + ".");
    }
}
