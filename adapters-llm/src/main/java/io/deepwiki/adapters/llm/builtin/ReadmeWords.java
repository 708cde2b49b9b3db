package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.SourcePath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a README says of the whole: its first words, then the first words under other headings. */
final class ReadmeWords {
    private static final int MOST = 3;

    private ReadmeWords() {}

    /** Some sentences that cite it; nothing if there is no README, or it says nothing. */
    static String of(Desk desk) {
        Optional<SourcePath> readme = desk.atlas().readme();
        if (readme.isEmpty()) {
            return "";
        }
        List<Document.Saying> all = Document.sayings(desk.atlas().map().readme());
        Set<String> headings = new HashSet<>();
        List<Document.Saying> headed = all.stream()
                .filter(saying -> headings.add(saying.heading()))
                .limit(MOST)
                .toList();
        List<Document.Saying> told =
                headed.size() > 1 ? headed : all.stream().limit(2).toList();
        return told.stream()
                .map(saying -> Writings.sentence(desk, who(saying, all.getFirst()), readme.get(), saying))
                .collect(Collectors.joining(" "));
    }

    private static String who(Document.Saying saying, Document.Saying first) {
        if (saying.equals(first)) {
            return "readme.first";
        }
        return saying.heading().equals(first.heading()) ? "readme.next" : "readme";
    }
}
