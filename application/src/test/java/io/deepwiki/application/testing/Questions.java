package io.deepwiki.application.testing;

import io.deepwiki.application.chat.ChatQuestion;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.Optional;

/** Questions on the repository of {@link Workshop}, to its scripted model. */
public final class Questions {
    private Questions() {}

    /**
     * The last turn asks.
     *
     * @param file that the reader has open
     */
    public static ChatQuestion of(List<Turn> turns, Optional<SourcePath> file) {
        return new ChatQuestion(
                Sources.REPOSITORY,
                Optional.empty(),
                turns,
                ScriptedModel.REF,
                Language.ENGLISH,
                file,
                Optional.empty(),
                FileFilter.NONE);
    }
}
