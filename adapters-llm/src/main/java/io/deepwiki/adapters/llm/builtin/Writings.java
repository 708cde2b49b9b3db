package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.List;

/** What the documents of a page say. */
final class Writings {
    private static final int MOST_EACH = 3;

    private final Desk desk;
    private final List<FileFacts> documents;

    Writings(Desk desk, List<FileFacts> documents) {
        this.desk = desk;
        this.documents = documents.stream()
                .filter(file ->
                        desk.atlas().readme().filter(file.path()::equals).isEmpty())
                .toList();
    }

    void write(Draft draft) {
        List<String> paragraphs = new ArrayList<>();
        for (FileFacts file : documents) {
            List<String> sentences = Document.sayings(desk.shown().of(file.path())).stream()
                    .limit(MOST_EACH)
                    .map(saying -> sentence(desk, "document", file.path(), saying))
                    .toList();
            if (!sentences.isEmpty()) {
                paragraphs.add(String.join(" ", sentences));
            }
        }
        if (!paragraphs.isEmpty()) {
            draft.heading(2, desk.phrases().say("heading.documents"));
            paragraphs.forEach(draft::paragraph);
        }
    }

    /** A sentence that tells what a paragraph says first; its words stand in the cited lines. */
    static String sentence(Desk desk, String who, SourcePath path, Document.Saying saying) {
        boolean headed = !saying.heading().isBlank() && !who.startsWith("readme.");
        String key = who + (headed ? ".headed" : ".says");
        String text = desk.phrases()
                .say(key, Markdown.text(path.fileName()), saying.text().markdown(), Markdown.text(saying.heading()));
        return text + desk.cites().of(path, saying.lines()) + ".";
    }
}
