package io.deepwiki.application.retrieval;

import io.deepwiki.application.retrieval.port.PassageIndex.FileVersion;
import io.deepwiki.application.retrieval.port.PassageIndex.IndexedFile;
import io.deepwiki.application.retrieval.port.SyntaxOutline;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LeftOut;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.TextProbe;
import io.deepwiki.domain.retrieval.Chunk;
import io.deepwiki.domain.retrieval.Chunker;
import java.util.List;

/** Turns the bytes of one file into what the index keeps of it, or says why it is left out. Thread-safe. */
final class FileReading {
    private static final int HEAD = 2048;

    private final SyntaxOutline syntax;

    FileReading(SyntaxOutline syntax) {
        this.syntax = syntax;
    }

    /** What became of a file. */
    sealed interface Verdict {
        record Indexable(IndexedFile file) implements Verdict {}

        record Skipped(FileVersion version, LeftOut why) implements Verdict {}
    }

    Verdict read(FileVersion version, byte[] bytes) {
        return switch (TextProbe.of(bytes)) {
            case TextProbe.Text(String text)
            when TextProbe.minified(text) -> new Verdict.Skipped(version, LeftOut.GENERATED);
            case TextProbe.Text(String text) -> new Verdict.Indexable(indexed(version, bytes.length, text));
            case TextProbe.Binary _ -> new Verdict.Skipped(version, LeftOut.BINARY);
            case TextProbe.BrokenEncoding _ -> new Verdict.Skipped(version, LeftOut.BROKEN_ENCODING);
        };
    }

    private IndexedFile indexed(FileVersion version, int bytes, String text) {
        SourceLanguage language = SourceLanguage.of(version.path());
        FileKind kind = FileKind.of(version.path(), text.substring(0, Math.min(HEAD, text.length())));
        FileOutline outline = syntax.outline(language, text).orElse(FileOutline.EMPTY);
        List<Chunk> chunks = Chunker.chunk(version.path(), language, outline, text);
        return new IndexedFile(version, bytes, lines(text), language, kind, outline, text, chunks);
    }

    /** Lines as Git counts them: a last line counts whether it is ended or not. */
    private static int lines(String text) {
        int ends = (int) text.chars().filter(c -> c == '\n').count();
        return text.isEmpty() || text.endsWith("\n") ? ends : ends + 1;
    }
}
