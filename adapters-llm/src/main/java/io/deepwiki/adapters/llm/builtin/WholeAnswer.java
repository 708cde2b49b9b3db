package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what the whole is: in the words of its README, by its modules, and by where it starts. */
final class WholeAnswer {
    private static final int MOST_STARTS = 3;

    private final Desk desk;
    private final Phrases phrases;

    WholeAnswer(Desk desk) {
        this.desk = desk;
        this.phrases = desk.phrases();
    }

    void write(Draft draft) {
        draft.paragraph(ReadmeWords.of(desk));
        List<FileFacts> code = desk.atlas().files(FileKind.CODE);
        if (!desk.atlas().map().modules().isEmpty()) {
            new ModuleTour(desk, code).write(draft);
        }
        Diagram diagram = Drawings.modules(desk.atlas(), code);
        if (!diagram.isEmpty()) {
            draft.paragraph(phrases.say("modules.arrows"));
            draft.fence("mermaid", diagram.mermaid());
        }
        List<String> starts = new ArrayList<>();
        for (SourcePath path :
                desk.atlas().map().entryPoints().stream().limit(MOST_STARTS).toList()) {
            Optional<FileFacts> file = desk.atlas().file(path);
            file.flatMap(Symbols::lead)
                    .ifPresent(lead -> starts.add(Prose.opened(desk.described().sentence(file.orElseThrow(), lead))));
        }
        if (!starts.isEmpty()) {
            draft.paragraph(phrases.say("answer.starts"));
            draft.bullets(starts);
        }
    }
}
