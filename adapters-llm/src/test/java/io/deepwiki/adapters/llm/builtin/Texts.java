package io.deepwiki.adapters.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.llm.port.Prompt.Task;
import io.deepwiki.application.wiki.OutlineParser;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.wiki.Citation;
import io.deepwiki.domain.wiki.Citations;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Asks the model, and reads its texts as a reader's tools do. */
final class Texts {
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern DIAGRAM = Pattern.compile("(?m)^```mermaid\\n(.*?)^```", Pattern.DOTALL);

    private Texts() {}

    static String asked(Task task, List<Excerpt> passages, CodeMap map, Language language) {
        StringBuilder text = new StringBuilder();
        new BuiltinModel().reply(new Prompt(task, "owner/shop", language, passages, map), text::append);
        return text.toString();
    }

    static Outline planned(SampleRepository repository, int fewest, int most) {
        String plan =
                asked(new Prompt.Plan(fewest, most, Optional.empty()), List.of(), repository.map(), Language.ENGLISH);
        var parsed = OutlineParser.parse(plan, repository.texts().keySet());
        assertThat(parsed).as(plan).isInstanceOf(OutlineParser.Parsed.Outlined.class);
        var outlined = (OutlineParser.Parsed.Outlined) parsed;
        assertThat(outlined.repairs()).isEmpty();
        return outlined.outline();
    }

    static String page(SampleRepository repository, PagePlan page, Language language) {
        List<Prompt.Link> related =
                page.related().stream().map(slug -> new Prompt.Link(slug, slug)).toList();
        Prompt.Page task = new Prompt.Page("Shop", page.title(), page.description(), page.files(), related);
        return asked(task, repository.passages(page.files()), repository.map(), language);
    }

    /** Every citation resolves, and its sentence names something that stands in the cited lines. */
    static void assertCitationsHold(String markdown, SampleRepository repository) {
        for (Citations.Found found : Citations.find(markdown)) {
            String sentence = sentenceBefore(markdown, found.start());
            assertThat(found.citations()).allSatisfy(citation -> assertHolds(citation, sentence, repository));
        }
    }

    private static void assertHolds(Citation citation, String sentence, SampleRepository repository) {
        assertThat(repository.texts()).containsKey(citation.path());
        List<String> lines = repository.text(citation.path()).lines().toList();
        assertThat(citation.lines().last()).as(citation.toString()).isLessThanOrEqualTo(lines.size());
        String cited = String.join(
                "\n",
                lines.subList(citation.lines().first() - 1, citation.lines().last()));
        assertThat(names(sentence)).as(sentence + citation).anyMatch(cited::contains);
    }

    static List<String> diagrams(String markdown) {
        return DIAGRAM.matcher(markdown)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String sentenceBefore(String markdown, int end) {
        String line = markdown.substring(markdown.lastIndexOf('\n', end) + 1, end);
        int stop = line.lastIndexOf(". ");
        return stop < 0 ? line : line.substring(stop + 2);
    }

    /** What stands in code, and for quoted prose its longer words. */
    private static List<String> names(String sentence) {
        List<String> names = new ArrayList<>(CODE.matcher(sentence)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList());
        if (names.isEmpty()) {
            for (String word : sentence.split("\\W+", -1)) {
                if (word.length() > 5) {
                    names.add(word);
                }
            }
        }
        return names;
    }
}
