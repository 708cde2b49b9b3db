package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The beginning of a page: what it is about, in the words of its authors where they have left some, and how large it is. */
final class Purpose {
    private static final Set<String> PACKAGE_FILES =
            Set.of("package-info.java", "__init__.py", "doc.go", "mod.rs", "lib.rs");
    private static final int MOST_PACKAGES = 3;

    private final Desk desk;
    private final Phrases phrases;
    private final Prompt.Page page;
    private final List<FileFacts> files;

    Purpose(Desk desk, Prompt.Page page, List<FileFacts> files) {
        this.desk = desk;
        this.phrases = desk.phrases();
        this.page = page;
        this.files = files;
    }

    void write(Draft draft) {
        draft.paragraph(Prose.closed(Markdown.text(page.description())));
        draft.paragraph(readme());
        List<String> said = packages();
        List<String> more = new ArrayList<>(said);
        more.addAll(size());
        door().ifPresent(more::add);
        draft.paragraph(String.join(" ", more));
    }

    static boolean isPackageFile(SourcePath path) {
        return PACKAGE_FILES.contains(path.fileName());
    }

    private String readme() {
        Optional<SourcePath> readme = desk.atlas()
                .readme()
                .filter(path -> files.stream().anyMatch(file -> file.path().equals(path)));
        if (readme.isEmpty()) {
            return "";
        }
        return ReadmeWords.of(desk);
    }

    private List<String> packages() {
        return files.stream()
                .map(FileFacts::path)
                .filter(Purpose::isPackageFile)
                .flatMap(path -> packageSentence(path).stream())
                .limit(MOST_PACKAGES)
                .toList();
    }

    /** The comment on top of a package's own file, cited with the line that names the package. */
    private Optional<String> packageSentence(SourcePath path) {
        StringBuilder comment = new StringBuilder();
        int first = 0;
        for (Map.Entry<Integer, String> line : desk.shown().of(path).entrySet()) {
            String text = line.getValue().strip();
            if (text.startsWith("package ") && comment.length() > 0) {
                String name =
                        text.substring("package ".length()).replace(";", "").strip();
                LineRange lines = new LineRange(first, line.getKey());
                return DocText.of(comment.toString())
                        .map(doc -> phrases.say("package.says", Markdown.code(name), doc.markdown())
                                + desk.cites().of(path, lines) + ".");
            }
            if (text.matches("(/\\*\\*|\\*|//).*")) {
                first = first == 0 ? line.getKey() : first;
                comment.append(text.replaceAll("^(/\\*\\*|\\*/|\\*|//+)|\\*/$", ""))
                        .append(' ');
            }
        }
        return Optional.empty();
    }

    private List<String> size() {
        List<FileFacts> code =
                files.stream().filter(file -> file.language().isCode()).toList();
        if (code.size() < 2) {
            return List.of();
        }
        int lines = code.stream().mapToInt(FileFacts::lines).sum();
        String directory =
                common(code.stream().map(file -> file.path().directory()).toList());
        String languages = phrases.list(desk.atlas().languages(code));
        String text = directory.isEmpty()
                ? phrases.say("size", desk.number(code.size()), desk.number(lines), languages)
                : phrases.say(
                        "size.below",
                        desk.number(code.size()),
                        desk.number(lines),
                        languages,
                        Markdown.code(directory));
        return List.of(text);
    }

    /** The file through which the code outside of this page mostly comes in. */
    private Optional<String> door() {
        List<SourcePath> inside = files.stream().map(FileFacts::path).toList();
        return files.stream()
                .filter(file ->
                        file.kind() == FileKind.CODE && outside(file, inside).size() > 1)
                .max(Comparator.comparingInt(
                                (FileFacts file) -> outside(file, inside).size())
                        .thenComparing(FileFacts::path, Comparator.reverseOrder()))
                .map(file -> phrases.say(
                        "door",
                        desk.named(file.path()),
                        desk.number(outside(file, inside).size())));
    }

    private List<SourcePath> outside(FileFacts file, List<SourcePath> inside) {
        return desk.atlas().importers(file.path(), FileKind.CODE).stream()
                .filter(path -> !inside.contains(path))
                .toList();
    }

    /** The directory around all of them; empty for the root. */
    static String common(List<String> directories) {
        String common = directories.getFirst();
        for (String directory : directories) {
            while (!common.isEmpty() && !directory.equals(common) && !directory.startsWith(common + "/")) {
                common = common.contains("/") ? common.substring(0, common.lastIndexOf('/')) : "";
            }
        }
        return common;
    }
}
