package io.deepwiki.study;

import io.deepwiki.adapters.source.syntax.TreeSitterOutline;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.TextProbe;
import io.deepwiki.domain.retrieval.Chunk;
import io.deepwiki.domain.retrieval.Chunker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The text files of a work tree, each with its chunks. */
record Corpus(List<Source> files) {
    private static final int LARGEST = 1 << 20;
    private static final int HEAD = 2048;

    Corpus {
        files = List.copyOf(files);
    }

    /** A file. */
    record Source(SourcePath path, FileKind kind, String text, List<Chunk> chunks) {}

    /** How chunks are cut: as the product does, or from its chunks. */
    enum Cut {
        AS_THE_PRODUCT,
        HALVES,
        PAIRS,
        WITHOUT_HEADER
    }

    static Corpus of(Path folder) throws IOException {
        Path workTree = folder.toRealPath();
        TreeSitterOutline syntax = new TreeSitterOutline(1);
        try (Stream<Path> all = Files.walk(workTree)) {
            return new Corpus(all.filter(Files::isRegularFile)
                    .filter(path -> !workTree.relativize(path).startsWith(".git"))
                    .sorted()
                    .flatMap(path -> source(workTree, path, syntax).stream())
                    .toList());
        }
    }

    private static Optional<Source> source(Path workTree, Path file, TreeSitterOutline syntax) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > LARGEST
                    || !(TextProbe.of(bytes) instanceof TextProbe.Text(String text))
                    || TextProbe.minified(text)) {
                return Optional.empty();
            }
            SourcePath path = new SourcePath(workTree.relativize(file).toString());
            SourceLanguage language = SourceLanguage.of(path);
            FileKind kind = FileKind.of(path, text.substring(0, Math.min(HEAD, text.length())));
            FileOutline outline = syntax.outline(language, text).orElse(FileOutline.EMPTY);
            return Optional.of(new Source(path, kind, text, Chunker.chunk(path, language, outline, text)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The same files, cut otherwise. */
    Corpus cut(Cut cut) {
        return new Corpus(files.stream()
                .map(file -> new Source(file.path(), file.kind(), file.text(), recut(file.chunks(), cut)))
                .toList());
    }

    private static List<Chunk> recut(List<Chunk> chunks, Cut cut) {
        List<Chunk> pieces = switch (cut) {
            case AS_THE_PRODUCT -> chunks;
            case WITHOUT_HEADER ->
                chunks.stream().map(chunk -> with("", chunk.text(), chunk)).toList();
            case HALVES ->
                chunks.stream().flatMap(chunk -> halves(chunk).stream()).toList();
            case PAIRS -> pairs(chunks);
        };
        return IntStream.range(0, pieces.size())
                .mapToObj(i -> numbered(i, pieces.get(i)))
                .toList();
    }

    private static Chunk with(String header, String text, Chunk chunk) {
        return new Chunk(chunk.ordinal(), chunk.symbol(), chunk.lines(), header, text, "");
    }

    private static Chunk numbered(int ordinal, Chunk chunk) {
        String hash = Integer.toHexString((chunk.header() + "\n" + chunk.text()).hashCode());
        return new Chunk(ordinal, chunk.symbol(), chunk.lines(), chunk.header(), chunk.text(), hash);
    }

    private static List<Chunk> halves(Chunk chunk) {
        List<String> lines = chunk.text().lines().toList();
        int middle = lines.size() / 2;
        return Stream.of(part(chunk, lines, 0, middle), part(chunk, lines, middle, lines.size()))
                .filter(part -> !part.text().isBlank())
                .toList();
    }

    private static Chunk part(Chunk chunk, List<String> lines, int from, int to) {
        int first = chunk.lines().first() + from;
        LineRange range = new LineRange(first, Math.max(first, first + to - from - 1));
        return new Chunk(0, chunk.symbol(), range, chunk.header(), String.join("\n", lines.subList(from, to)), "");
    }

    private static List<Chunk> pairs(List<Chunk> chunks) {
        List<Chunk> pairs = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i += 2) {
            List<Chunk> pair = chunks.subList(i, Math.min(chunks.size(), i + 2));
            String text = pair.stream().map(Chunk::text).collect(Collectors.joining("\n"));
            Chunk first = pair.getFirst();
            LineRange lines =
                    new LineRange(first.lines().first(), pair.getLast().lines().last());
            pairs.add(new Chunk(0, first.symbol(), lines, first.header(), text, ""));
        }
        return pairs;
    }
}
