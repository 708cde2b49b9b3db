package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.CodeMap.Dependency;
import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks through the modules that a page touches: how large each is, and whom it leans on. */
final class ModuleTour {
    private static final int MOST = 10;

    private final Desk desk;
    private final List<FileFacts> files;

    ModuleTour(Desk desk, List<FileFacts> files) {
        this.desk = desk;
        this.files = files;
    }

    void write(Draft draft) {
        boolean whole = desk.atlas()
                .readme()
                .filter(path -> files.stream().anyMatch(file -> file.path().equals(path)))
                .isPresent();
        List<Module> touched = desk.atlas().map().modules().stream()
                .filter(module -> whole
                        || files.stream()
                                .anyMatch(file -> file.kind() == FileKind.CODE
                                        && desk.atlas().module(file.path()).equals(Optional.of(module))))
                .limit(MOST)
                .toList();
        draft.heading(2, desk.phrases().say("heading.modules"));
        List<FileFacts> code = desk.atlas().files(FileKind.CODE).stream()
                .filter(file -> file.language().isCode())
                .toList();
        int lines = code.stream().mapToInt(FileFacts::lines).sum();
        String languages = desk.phrases().list(desk.atlas().languages(code));
        draft.paragraph(desk.phrases()
                .say(
                        "modules.intro",
                        desk.number(code.size()),
                        desk.number(lines),
                        languages,
                        desk.number(desk.atlas().map().modules().size())));
        List<String> bullets = new ArrayList<>();
        touched.forEach(module -> bullets.add(bullet(module)));
        draft.bullets(bullets);
    }

    private String bullet(Module module) {
        String size = desk.phrases()
                .say("module.size", desk.module(module), desk.percent(module.share()), desk.number(module.files()));
        List<Dependency> all = desk.atlas().map().dependencies();
        List<String> uses = all.stream()
                .filter(d -> d.from().equals(module.name()))
                .map(d -> Markdown.code(d.to()))
                .toList();
        List<String> used = all.stream()
                .filter(d -> d.to().equals(module.name()))
                .map(d -> Markdown.code(d.from()))
                .toList();
        if (uses.isEmpty() && used.isEmpty()) {
            return size + ".";
        }
        if (uses.isEmpty()) {
            return size + desk.phrases().say("module.used", desk.phrases().listed(used, 3)) + ".";
        }
        String leans = size + desk.phrases().say("module.uses", desk.phrases().listed(uses, 3));
        return leans
                + (used.isEmpty()
                        ? "."
                        : desk.phrases().say("module.and-used", desk.phrases().listed(used, 3)) + ".");
    }
}
