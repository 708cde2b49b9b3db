package io.deepwiki.adapters.persistence.research;

import io.deepwiki.adapters.persistence.database.Json;
import io.deepwiki.application.research.port.ResearchStore.Asked;
import io.deepwiki.domain.chat.Turn;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question as it is kept. */
final class AskedJson {
    private AskedJson() {}

    private record Kept(
            @Nullable String branch,
            List<Turn> turns,
            String language,
            @Nullable String file,
            FileFilter filter) {}

    static String write(Asked asked) {
        return Json.text(new Kept(
                asked.branch().orElse(null),
                asked.turns(),
                asked.language().code(),
                asked.file().map(SourcePath::value).orElse(null),
                asked.filter()));
    }

    static Asked read(String document) {
        Kept kept = Json.read(document, Kept.class);
        return new Asked(
                Optional.ofNullable(kept.branch),
                kept.turns,
                Language.ofCode(kept.language).orElseThrow(),
                Optional.ofNullable(kept.file).map(SourcePath::new),
                kept.filter);
    }
}
