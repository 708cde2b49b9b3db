package io.deepwiki.domain.research;

import io.deepwiki.domain.wiki.Headings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the text of a stage says about the research itself. Headings and the phrase are the same in every language. */
public final class ResearchText {
    private static final Set<String> CONCLUSIONS = Set.of("final conclusion", "conclusion");
    private static final String PHRASE = "this concludes our research";
    private static final Pattern SAID = Pattern.compile("(?i)(this concludes our) (research)");
    private static final Pattern ITEM = Pattern.compile("^\\s{0,3}(?:[-*+]|\\d{1,3}[.)])\\s+(?:\\[[ xX]]\\s+)?(.+)$");
    private static final int MOST_QUESTIONS = 6;
    private static final int LONGEST_QUESTION = 300;

    private ResearchText() {}

    /**
     * Whether a text ends its research: it has a heading {@code ## Final Conclusion} or {@code ## Conclusion} outside of fenced code, or it
     * says so in the words "This concludes our research".
     */
    public static boolean concludes(String markdown) {
        return hasPhrase(markdown) || hasConclusion(markdown);
    }

    static boolean hasPhrase(String text) {
        return text.toLowerCase(Locale.ROOT).contains(PHRASE);
    }

    static boolean hasConclusion(String markdown) {
        return Headings.of(markdown).stream()
                .anyMatch(heading -> heading.level() == 2
                        && CONCLUSIONS.contains(heading.title().toLowerCase(Locale.ROOT)));
    }

    /**
     * What people said, as it is put into the text of a stage that does not conclude: on one line, so that it makes no heading, and with a space
     * in the phrase that does not break, by which it looks the same and ends nothing.
     */
    public static String quoted(String said) {
        return SAID.matcher(said.strip().replaceAll("\\s+", " ")).replaceAll("$1\u00a0$2");
    }

    /** Whether it has the heading {@link ResearchStage#NEXT_STEPS}. */
    public static boolean hasNextSteps(String markdown) {
        return Headings.of(markdown).stream().anyMatch(ResearchText::isNextSteps);
    }

    /** What a text leaves open: the items of the list under its last heading {@code ## Next Steps}, at most 6, without marks. */
    public static List<String> openQuestions(String markdown) {
        List<String> open = new ArrayList<>();
        Headings.of(markdown).stream()
                .filter(ResearchText::isNextSteps)
                .reduce((_, last) -> last)
                .ifPresent(heading -> items(markdown.substring(heading.end()), open));
        return List.copyOf(open);
    }

    private static boolean isNextSteps(Headings.Heading heading) {
        return heading.title().equalsIgnoreCase("next steps");
    }

    private static void items(String section, List<String> open) {
        for (String line : section.split("\n", -1)) {
            if (line.startsWith("#")) {
                return;
            }
            Matcher item = ITEM.matcher(line);
            if (item.matches() && open.size() < MOST_QUESTIONS) {
                String text = item.group(1).replace("**", "").strip();
                open.add(text.substring(0, Math.min(text.length(), LONGEST_QUESTION)));
            }
        }
    }
}
