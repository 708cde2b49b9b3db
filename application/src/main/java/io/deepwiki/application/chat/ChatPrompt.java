package io.deepwiki.application.chat;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.llm.port.Prompt.Turn.Speaker;
import io.deepwiki.application.retrieval.ReadCodeMap;
import io.deepwiki.application.retrieval.port.PassageIndex;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.retrieval.ScoredPassage;
import java.util.List;

/** Puts together what a model is asked in a chat. */
public final class ChatPrompt {
    private final ReadCodeMap maps;
    private final PassageIndex index;

    public ChatPrompt(ReadCodeMap maps, PassageIndex index) {
        this.maps = maps;
        this.index = index;
    }

    Prompt of(ChatQuestion question, SnapshotId snapshot, List<ScoredPassage> found, Prompt.Task task) {
        CodeMap map = maps.of(snapshot, FileFilter.NONE);
        List<Excerpt> passages = found.stream().map(ScoredPassage::excerpt).toList();
        return new Prompt(task, name(question.repository()), question.language(), passages, map);
    }

    /** What was said before the question. */
    public static List<Prompt.Turn> history(ChatQuestion question) {
        return question.turns().subList(0, question.turns().size() - 1).stream()
                .map(turn -> new Prompt.Turn(speaker(turn.role()), turn.content()))
                .toList();
    }

    private static Speaker speaker(Turn.Role role) {
        return switch (role) {
            case USER -> Speaker.USER;
            case ASSISTANT -> Speaker.MODEL;
            case SYSTEM -> Speaker.CLIENT;
        };
    }

    /**
     * The excerpts of the file that the reader has open; one without text if nothing is in it, none if the reader has no file open.
     *
     * @throws FailureException Invalid if the commit has no such file
     */
    List<Excerpt> file(ChatQuestion question, SnapshotId snapshot) {
        if (question.file().isEmpty()) {
            return List.of();
        }
        SourcePath path = question.file().get();
        List<Excerpt> excerpts = index.excerptsOf(snapshot, List.of(path));
        return excerpts.isEmpty() ? List.of(blank(path, snapshot)) : excerpts;
    }

    private Excerpt blank(SourcePath path, SnapshotId snapshot) {
        int lines = maps.of(snapshot, FileFilter.NONE)
                .linesOfFile()
                .apply(path)
                .orElseThrow(() -> new FailureException(Invalid.field(
                        "no_such_file", "filePath", "The indexed commit has no text file " + path + ".")));
        return new Excerpt(path, new LineRange(1, Math.max(1, lines)), "", "");
    }

    private static String name(RepositoryRef repository) {
        return repository instanceof RepositoryRef.Local
                ? repository.name()
                : repository.owner() + "/" + repository.name();
    }
}
