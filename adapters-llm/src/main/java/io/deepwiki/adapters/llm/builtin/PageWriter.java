package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import java.util.List;
import java.util.Optional;

/** Writes a page of a wiki: what it is about, its parts, how they work together, settings, tests, and where to go on. */
final class PageWriter {
    private final Prompt.Page page;
    private final Desk desk;
    private final List<FileFacts> files;

    PageWriter(Prompt prompt, Prompt.Page page, Atlas atlas, Phrases phrases) {
        this.page = page;
        this.desk = Desk.of(prompt, List.of(), atlas, phrases.seeded(page.title()));
        this.files = page.files().stream()
                .distinct()
                .map(atlas::file)
                .flatMap(Optional::stream)
                .toList();
    }

    void write(Draft draft) {
        draft.heading(1, Markdown.text(page.title()));
        new Purpose(desk, page, files).write(draft);
        if (files.isEmpty()) {
            draft.paragraph(desk.phrases().say("page.no-files"));
        }
        if (widths() > 2 && ofKind(FileKind.TEST).size() < files.size() / 2) {
            new ModuleTour(desk, files).write(draft);
        }
        new KeyParts(desk, ofKind(FileKind.CODE)).write(draft);
        new Writings(desk, ofKind(FileKind.DOCS)).write(draft);
        new Together(desk, files).write(draft);
        new SettingsPart(desk, files).write(draft);
        new TestsPart(desk, files).write(draft);
        new Onwards(desk, page, files).write(draft);
        desk.closing(draft, "closing.page");
    }

    private long widths() {
        return ofKind(FileKind.CODE).stream()
                .map(file -> desk.atlas().module(file.path()))
                .flatMap(Optional::stream)
                .distinct()
                .count();
    }

    /** Generated and vendored files are spoken of as code: whoever put them on the page wants to read of them. */
    private List<FileFacts> ofKind(FileKind kind) {
        return files.stream()
                .filter(file -> file.kind() == kind
                        || (kind == FileKind.CODE
                                && (file.kind() == FileKind.GENERATED || file.kind() == FileKind.VENDORED)))
                .toList();
    }
}
