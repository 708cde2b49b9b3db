package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.CodeMap.Dependency;
import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.FileFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a reader of a page may want to go next. */
final class Onwards {
    private final Desk desk;
    private final Phrases phrases;
    private final Prompt.Page page;
    private final List<FileFacts> files;

    Onwards(Desk desk, Prompt.Page page, List<FileFacts> files) {
        this.desk = desk;
        this.phrases = desk.phrases();
        this.page = page;
        this.files = files;
    }

    void write(Draft draft) {
        List<String> bullets = new ArrayList<>();
        page.related().stream()
                .filter(link -> link.slug().matches("[a-z0-9-]+"))
                .forEach(link -> bullets.add("[" + Markdown.text(link.title()) + "](" + link.slug() + ")"));
        String around = neighbours();
        if (bullets.isEmpty() && around.isEmpty()) {
            return;
        }
        draft.heading(2, phrases.say("heading.next"));
        draft.bullets(bullets);
        draft.paragraph(around);
    }

    private String neighbours() {
        Set<String> own = files.stream()
                .map(file -> desk.atlas().module(file.path()))
                .flatMap(Optional::stream)
                .map(Module::name)
                .collect(Collectors.toSet());
        if (own.size() > 2) {
            return "";
        }
        List<Dependency> links = desk.atlas().map().dependencies();
        List<String> uses = links.stream()
                .filter(link -> own.contains(link.from()) && !own.contains(link.to()))
                .map(link -> Markdown.code(link.to()))
                .distinct()
                .toList();
        List<String> used = links.stream()
                .filter(link -> own.contains(link.to()) && !own.contains(link.from()))
                .map(link -> Markdown.code(link.from()))
                .distinct()
                .toList();
        String down = uses.isEmpty() ? "" : phrases.say("next.uses", phrases.listed(uses, 4));
        String up = used.isEmpty() ? "" : phrases.say("next.used", phrases.listed(used, 4));
        return (down + " " + up).strip();
    }
}
