package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import java.util.List;
import java.util.Optional;

/** Says how a file stands to others, by the imports that are stored. */
final class Relations {
    private final Desk desk;
    private final Phrases phrases;

    Relations(Desk desk) {
        this.desk = desk;
        this.phrases = desk.phrases();
    }

    /** Who imports the file, or whom it imports. */
    Optional<String> sentence(FileFacts file) {
        List<String> users = desk.named(desk.atlas().importers(file.path(), FileKind.CODE));
        List<String> used = desk.named(desk.atlas().imports(file.path()).stream()
                .filter(path -> desk.atlas()
                        .file(path)
                        .filter(facts -> facts.kind() == FileKind.CODE)
                        .isPresent())
                .toList());
        if (users.size() > 2) {
            return Optional.of(
                    phrases.say("relation.users", desk.number(users.size()), phrases.list(users.subList(0, 2))));
        }
        if (!users.isEmpty()) {
            return Optional.of(phrases.say("relation.few", phrases.list(users)));
        }
        return used.isEmpty() ? Optional.empty() : Optional.of(phrases.say("relation.uses", phrases.listed(used, 3)));
    }
}
