package io.deepwiki.application.research;

import io.deepwiki.application.chat.Keeping;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.wiki.CitationCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the report of a research as a document: the conclusion first, then how it was reached. */
public final class ReadResearch {
    private final Keeping keeping;
    private final SnapshotStore snapshots;

    public ReadResearch(Keeping keeping, SnapshotStore snapshots) {
        this.keeping = keeping;
        this.snapshots = snapshots;
    }

    /**
     * The report of what is whole; text that was cut and written again stands in it once, and citations that point at nothing are left out.
     *
     * @return Markdown
     * @throws FailureException NotFound, also for a stream that is no research; Conflict {@code no_stage_yet}
     */
    public String report(StreamId id, Caller caller) {
        ChatStream stream = keeping.streams()
                .find(id, caller)
                .filter(found -> found.kind() == Kind.RESEARCH)
                .orElseThrow(() -> new FailureException(
                        new NotFound("not_found", "There is no such research, or it was asked for with another key.")));
        List<AnswerPart> parts = keeping.streams().parts(id, -1, Integer.MAX_VALUE).stream()
                .map(StoredPart::part)
                .toList();
        List<String> texts = StagesDone.of(parts).texts();
        if (texts.isEmpty()) {
            throw new FailureException(
                    new Conflict("no_stage_yet", "No stage of this research is whole: look again later."));
        }
        return document(stream, texts, opened(parts));
    }

    private static Optional<Commit> opened(List<AnswerPart> parts) {
        return parts.stream()
                .filter(Opened.class::isInstance)
                .map(part -> ((Opened) part).commit())
                .reduce((_, last) -> last);
    }

    private String document(ChatStream stream, List<String> texts, Optional<Commit> commit) {
        List<String> blocks = new ArrayList<>(List.of("# " + stream.repository().name()));
        commit.ifPresent(at -> blocks.add(stream.repository().url() + ", commit " + at.id() + "."));
        blocks.add(texts.getLast());
        blocks.addAll(texts.subList(0, texts.size() - 1));
        String text = String.join("\n\n", blocks) + "\n";
        return commit.flatMap(at -> snapshot(stream, at))
                .map(snapshot -> CitationCheck.withoutUnresolved(
                        text, CodeMap.of(snapshots.files(snapshot.id()), "").linesOfFile()))
                .orElse(text);
    }

    private Optional<Snapshot> snapshot(ChatStream stream, Commit commit) {
        return keeping.transactions()
                .inTransaction(() -> snapshots.find(snapshots.repository(stream.repository()), commit));
    }
}
