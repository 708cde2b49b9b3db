package io.deepwiki.application.research;

import io.deepwiki.application.chat.Keeping;
import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.research.StagesDone.Whole;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.wiki.CitationCheck;
import io.deepwiki.domain.wiki.OpenFence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
     * @throws FailureException NotFound, also for a stream that is no research; Conflict {@code no_stage_yet}, or
     *     {@code no_report} if there will be none
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
        List<Whole> stages = StagesDone.of(parts).stages();
        if (stages.isEmpty()) {
            throw new FailureException(nothing(stream, parts));
        }
        return document(stream, stages);
    }

    private static Conflict nothing(ChatStream stream, List<AnswerPart> parts) {
        if (stream.state() == StreamState.RUNNING) {
            return new Conflict("no_stage_yet", "No stage of this research is whole: look again later.");
        }
        String why = parts.stream()
                .filter(Failed.class::isInstance)
                .map(part -> " " + Sentences.of(((Failed) part).failure()))
                .findFirst()
                .orElse("");
        return new Conflict("no_report", "This research ended before its first stage was whole." + why);
    }

    private String document(ChatStream stream, List<Whole> stages) {
        Map<Commit, Optional<CodeMap>> maps = new LinkedHashMap<>();
        stages.forEach(stage -> stage.commit().ifPresent(at -> maps.computeIfAbsent(at, _ -> map(stream, at))));
        List<String> blocks = new ArrayList<>(List.of("# " + stream.repository().name()));
        if (!maps.isEmpty()) {
            String commits = maps.keySet().stream().map(Commit::id).collect(Collectors.joining(", then "));
            blocks.add(stream.repository().url() + ", commit " + commits + ".");
        }
        blocks.add(checked(stages.getLast(), maps));
        stages.subList(0, stages.size() - 1).forEach(stage -> blocks.add(checked(stage, maps)));
        return String.join("\n\n", blocks) + "\n";
    }

    /**
     * A stage without the citations that point at nothing of the commit that it is about; all of them if that is no longer known. The next one
     * follows: code that it left open, as older versions let it, ends here.
     */
    private static String checked(Whole stage, Map<Commit, Optional<CodeMap>> maps) {
        String text = stage.commit()
                .flatMap(at -> maps.getOrDefault(at, Optional.empty()))
                .map(map -> CitationCheck.withoutUnresolved(stage.text(), map.linesOfFile()))
                .orElse(stage.text());
        return text + OpenFence.closing(text);
    }

    private Optional<CodeMap> map(ChatStream stream, Commit commit) {
        return snapshot(stream, commit).map(snapshot -> CodeMap.of(snapshots.files(snapshot.id()), ""));
    }

    private Optional<Snapshot> snapshot(ChatStream stream, Commit commit) {
        return keeping.transactions()
                .inTransaction(() -> snapshots.find(snapshots.repository(stream.repository()), commit));
    }
}
