package io.deepwiki.application.chat;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.Optional;

/**
 * A question about a repository, with what was said before.
 *
 * @param branch empty: the repository's default branch
 * @param turns oldest first; the last is the user's, and is the question
 * @param file the file that the reader has open
 */
public record ChatQuestion(
        RepositoryRef repository,
        Optional<String> branch,
        List<Turn> turns,
        ModelRef model,
        Language language,
        Optional<SourcePath> file,
        Optional<Secret> token,
        FileFilter filter) {
    public ChatQuestion {
        turns = List.copyOf(turns);
        if (turns.isEmpty() || turns.getLast().role() != Turn.Role.USER) {
            throw new IllegalArgumentException("the last turn is the user's");
        }
    }

    /** The same with another conversation. */
    public ChatQuestion with(List<Turn> conversation) {
        return new ChatQuestion(repository, branch, conversation, model, language, file, token, filter);
    }

    /** What is asked. */
    public String text() {
        return turns.getLast().content();
    }

    /** What is searched for: the question, with the one before it, since "and how does it stop?" alone says nothing of what. */
    public String searched() {
        List<String> asked = turns.stream()
                .filter(turn -> turn.role() == Turn.Role.USER)
                .map(Turn::content)
                .toList();
        return String.join("\n", asked.subList(Math.max(0, asked.size() - 2), asked.size()));
    }
}
