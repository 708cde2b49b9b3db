package io.deepwiki.domain.repository;

import java.util.List;

/** Files as tests want them. */
final class Facts {
    private Facts() {}

    static FileFacts file(String path, int lines, String... imports) {
        return declaring(path, "", lines, List.of(), imports);
    }

    static FileFacts declaring(String path, String packageName, int lines, List<Symbol> symbols, String... imports) {
        SourcePath at = new SourcePath(path);
        return new FileFacts(
                at,
                SourceLanguage.of(at),
                FileKind.of(at, ""),
                lines,
                new FileOutline(packageName, symbols, List.of(imports)));
    }

    /** A Java file with the type that it is named after. */
    static FileFacts java(String path, int lines, String... imports) {
        SourcePath at = new SourcePath(path);
        int root = path.indexOf("/java/");
        String packageName = at.directory().substring(root < 0 ? 0 : root + 6).replace('/', '.');
        return declaring(path, packageName, lines, List.of(type(PathIndex.stem(at))), imports);
    }

    static Symbol type(String name) {
        return new Symbol(SymbolKind.TYPE, name, "", "class " + name, "", new LineRange(1, 1));
    }

    static Symbol function(String name) {
        return new Symbol(SymbolKind.FUNCTION, name, "", name + "()", "", new LineRange(1, 1));
    }
}
