package io.deepwiki.adapters.llm.builtin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One sentence of documentation, freed from the markup of its language; code in it stands between two marks, so that it can be told from
 * words.
 *
 * @param marked without its full stop; never blank
 */
record DocText(String marked) {
    private static final char CODE = '\u0001';
    private static final char WORDS = '\u0002';
    private static final int LONGEST = 260;
    private static final Pattern TAG = Pattern.compile("\\{@(?:code|literal|value|systemProperty)\\s+([^{}]*)\\}");
    private static final Pattern LINK = Pattern.compile("\\{@(?:link|linkplain)\\s+([^\\s{}]+)(?:\\s+([^{}]*))?\\}");
    private static final Pattern QUOTED = Pattern.compile("(?::\\w+:)?``?([^`]{1,120})``?");
    private static final Pattern HTML_CODE = Pattern.compile("<(?:code|tt|c)>([^<]{1,120})</(?:code|tt|c)>");
    private static final Pattern HTML = Pattern.compile("</?[a-zA-Z][^<>]{0,200}>");
    private static final Pattern TAIL = Pattern.compile(
            "\\s(?:@\\w+|:(?:param|return|returns|raises|type)\\b|Args:|Returns:|Parameters:|Example:).*$");
    private static final Pattern END = Pattern.compile("[.!?](?=\\s)|[.!?]$|。");

    /** The first sentence of a comment; empty if it says nothing. */
    static Optional<DocText> of(String doc) {
        String text = Markdown.oneLine(doc).replaceAll("^[/*#!;\\s\"']+", "");
        text = marked(text.replaceAll("\\{@inheritDoc\\}\\s*", ""));
        text = HTML.matcher(text).replaceAll(" ");
        text = text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&nbsp;", " ");
        text = TAIL.matcher(text).replaceAll("");
        text = withoutAbbreviations(text)
                .replaceAll("\\s+", " ")
                .replaceAll("\\s+([.,;:!?])", "$1")
                .strip();
        text = bounded(firstSentence(text));
        boolean says = text.codePoints().filter(Character::isLetter).count() >= 3
                && (text.indexOf(CODE) >= 0
                        || text.split(" ", -1).length > 2
                        || text.codePoints().anyMatch(c -> c > 0x2E80));
        return says ? Optional.of(new DocText(text)) : Optional.empty();
    }

    /** The sentence in Markdown. */
    String markdown() {
        return render(marked);
    }

    /** Renders a part of such a sentence. */
    static String render(String part) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < part.length()) {
            int code = part.indexOf(CODE, at);
            if (code < 0) {
                return out.append(words(part.substring(at))).toString();
            }
            int end = part.indexOf(WORDS, code);
            int stop = end < 0 ? part.length() : end;
            out.append(words(part.substring(at, code))).append(Markdown.code(part.substring(code + 1, stop)));
            at = Math.min(part.length(), stop + 1);
        }
        return out.toString();
    }

    private static String words(String raw) {
        String escaped = Markdown.text(raw);
        String before = !raw.isEmpty() && raw.charAt(0) == ' ' ? " " : "";
        String after = raw.length() > 1 && raw.endsWith(" ") ? " " : "";
        return escaped.isEmpty() ? before : before + escaped + after;
    }

    private static String marked(String text) {
        String marked = TAG.matcher(text).replaceAll(m -> code(m.group(1)));
        marked = LINK.matcher(marked).replaceAll(m -> code(linked(m)));
        marked = HTML_CODE.matcher(marked).replaceAll(m -> code(m.group(1)));
        return QUOTED.matcher(marked).replaceAll(m -> code(m.group(1)));
    }

    private static String linked(java.util.regex.MatchResult link) {
        String label = link.group(2);
        if (label != null && !label.isBlank()) {
            return label;
        }
        String target = link.group(1).replaceAll("\\(.*$", "");
        String name = target.startsWith("#") ? target.substring(1) : target.replace('#', '.');
        return name.replaceAll("^(?:[a-z][\\w]*\\.)+(?=[A-Z])", "");
    }

    private static String code(String inner) {
        return Matcher.quoteReplacement(CODE + inner.strip() + WORDS);
    }

    private static String withoutAbbreviations(String text) {
        return text.replaceAll("(?i)\\be\\.\\s?g\\.,?", "for example")
                .replaceAll("(?i)\\bi\\.\\s?e\\.,?", "that is")
                .replaceAll("(?i)\\betc\\.(?=\\s+[a-z(])", "and so on")
                .replaceAll("(?i)\\b(vs|cf|approx|resp|incl|no)\\.(?=\\s)", "$1");
    }

    private static String firstSentence(String text) {
        Matcher end = END.matcher(text);
        while (end.find()) {
            boolean inCode = text.lastIndexOf(CODE, end.start()) > text.lastIndexOf(WORDS, end.start());
            if (!inCode && text.substring(0, end.start()).split(" ").length >= 2) {
                return text.substring(0, end.start());
            }
        }
        return text.replaceAll("[\\s:;,.]+$", "");
    }

    private static String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int space = text.lastIndexOf(' ', LONGEST);
        String cut = text.substring(0, space < LONGEST / 2 ? LONGEST : space);
        boolean open = cut.lastIndexOf(CODE) > cut.lastIndexOf(WORDS);
        String whole = open ? cut.substring(0, cut.lastIndexOf(CODE)).stripTrailing() : cut;
        return Character.isHighSurrogate(whole.charAt(whole.length() - 1))
                ? whole.substring(0, whole.length() - 1)
                : whole + " …";
    }
}
