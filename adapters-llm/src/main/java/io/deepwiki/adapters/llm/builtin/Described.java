package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.List;
import java.util.Optional;

/** Says in a sentence what a declaration is for, from its documentation where there is some, else from its shape. */
final class Described {
    private static final int LONG_SIGNATURE = 110;

    private final Phrases phrases;
    private final Cites cites;

    Described(Phrases phrases, Cites cites) {
        this.phrases = phrases;
        this.cites = cites;
    }

    /** A sentence about it that names it and cites it. */
    String sentence(FileFacts file, Symbol symbol) {
        return clause(file, symbol) + cites.of(file, symbol) + ".";
    }

    /** The sentence without its citation and full stop. */
    String clause(FileFacts file, Symbol symbol) {
        String kind = phrases.say(Symbols.kind(symbol, file.language()));
        return said(symbol, phrases.say("subject", kind, Markdown.code(symbol.name())), kind)
                .orElseGet(() -> shape(file, symbol, kind));
    }

    /** As a part of a sentence about the type around it: "{@code claim} takes the next item". */
    String member(FileFacts file, Symbol symbol) {
        String kind = phrases.say(Symbols.kind(symbol, file.language()));
        return said(symbol, Markdown.code(symbol.name()), kind)
                        .orElseGet(
                                () -> phrases.say("member.declared", Markdown.code(symbol.name()), signature(symbol)))
                + cites.of(file, symbol) + ".";
    }

    /** The declaration's head as inline code, cut at a word when long. */
    static String signature(Symbol symbol) {
        String head = Markdown.oneLine(symbol.signature())
                .replaceAll("^(?:@\\w+(?:\\([^)]*\\))?\\s+)+", "")
                .replaceAll("\\s*[{:]$", "");
        if (head.length() <= LONG_SIGNATURE) {
            return Markdown.code(head.isEmpty() ? symbol.name() : head);
        }
        int cut = Math.max(
                head.lastIndexOf(' ', LONG_SIGNATURE),
                head.indexOf(symbol.name()) + symbol.name().length());
        return Markdown.code(head.substring(0, Math.min(cut, head.length())) + " …");
    }

    private Optional<String> said(Symbol symbol, String subject, String kind) {
        Optional<DocText> doc = DocText.of(symbol.doc());
        if (doc.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> predicate =
                phrases.english() ? Weave.predicate(doc.get(), symbol.name(), called(symbol)) : Optional.empty();
        return Optional.of(predicate
                .map(words -> subject + " " + DocText.render(words))
                .orElseGet(() -> phrases.say("said", subject, doc.get().markdown(), kind)));
    }

    private static boolean called(Symbol symbol) {
        return symbol.kind() == SymbolKind.METHOD || symbol.kind() == SymbolKind.FUNCTION;
    }

    private String shape(FileFacts file, Symbol symbol, String kind) {
        String name = Markdown.code(symbol.name());
        List<String> members = Symbols.methods(file, symbol).stream()
                .map(member -> Markdown.code(member.name()))
                .distinct()
                .toList();
        if (!members.isEmpty()) {
            return phrases.say("shape.members", name, kind, phrases.listed(members, 4));
        }
        return phrases.say("shape.declared", name, kind, signature(symbol));
    }
}
