package io.deepwiki.adapters.persistence.repository;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepwiki.adapters.persistence.database.Json;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.List;

/** The outline of a file as it is kept: in arrays without names, since a repository has tens of thousands of symbols. */
public final class FileOutlineJson {
    private static final String EMPTY = write(FileOutline.EMPTY);

    private FileOutlineJson() {}

    @JsonFormat(shape = Shape.ARRAY)
    private record Kept(
            @JsonProperty("package") String packageName,
            @JsonProperty("symbols") List<KeptSymbol> symbols,
            @JsonProperty("imports") List<String> imports) {}

    @JsonFormat(shape = Shape.ARRAY)
    private record KeptSymbol(
            @JsonProperty("kind") SymbolKind kind,
            @JsonProperty("name") String name,
            @JsonProperty("container") String container,
            @JsonProperty("signature") String signature,
            @JsonProperty("doc") String doc,
            @JsonProperty("first") int first,
            @JsonProperty("last") int last) {
        KeptSymbol(Symbol symbol) {
            this(
                    symbol.kind(),
                    symbol.name(),
                    symbol.container(),
                    symbol.signature(),
                    symbol.doc(),
                    symbol.lines().first(),
                    symbol.lines().last());
        }

        Symbol symbol() {
            return new Symbol(kind, name, container, signature, doc, new LineRange(first, last));
        }
    }

    /** The outline as text. */
    public static String write(FileOutline outline) {
        List<KeptSymbol> symbols =
                outline.symbols().stream().map(KeptSymbol::new).toList();
        return Json.text(new Kept(outline.packageName(), symbols, outline.imports()));
    }

    /** The outline of a text that {@link #write} gave. */
    public static FileOutline read(String text) {
        if (text.equals(EMPTY)) {
            return FileOutline.EMPTY;
        }
        Kept kept = Json.read(text, Kept.class);
        return new FileOutline(
                kept.packageName, kept.symbols.stream().map(KeptSymbol::symbol).toList(), kept.imports);
    }
}
