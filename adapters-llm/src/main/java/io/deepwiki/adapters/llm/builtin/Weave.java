package io.deepwiki.adapters.llm.builtin;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns an English documentation sentence into what a sentence says of its subject: "The plan of a wiki" becomes "is the plan of a wiki". */
final class Weave {
    private static final Set<String> VERBS = words(
            "abort accept acquire add adjust advance aggregate allocate allow append apply assemble assert assign attach await "
                    + "begin bind block bring broadcast buffer build bundle cache calculate cancel carry catch check choose claim clean clear clone close collect combine "
                    + "compare compile complete compose compress compute configure connect construct consume contain convert coordinate create "
                    + "decide declare decode decompress decrypt define delegate delete deliver depend derive describe deserialize detect determine disable "
                    + "dispatch display distribute draw drive drop emit enable encapsulate encode encrypt end enforce enqueue ensure enumerate escape "
                    + "establish evaluate execute expand expect expose express extend extract fail feed fetch fill filter find finish fire fix flatten flush follow "
                    + "forget format forward free generate give go group guard guess handle hash help hide hold identify implement import include increment "
                    + "indicate inherit initialise initialize inject insert inspect install instantiate invoke iterate join keep kill know launch lead learn "
                    + "let listen live load locate look maintain make manage measure merge migrate mock modify monitor move normalise normalize "
                    + "notify observe obtain offer open orchestrate override parse pass pause perform persist pick place poll pop populate prepare prevent "
                    + "process produce protect provide publish pull purge push put query queue raise read rebuild receive reconnect record redirect reduce refresh "
                    + "refuse register reject release reload remember remove render replace reply represent request require reset resolve respond restart restore "
                    + "resume retrieve retry return reuse rewrite roll rotate round route run sanitize save say scan schedule score search see select send "
                    + "serialize serve settle show shut signal skip sleep sort specify split spawn start stop store stream strip submit subscribe "
                    + "substitute supply support suspend swap switch synchronize take tell terminate throw tokenize track transfer transform translate traverse trigger trim "
                    + "truncate try turn undo unregister unwrap update upload upgrade use validate verify visit wait walk warn watch work wrap write yield "
                    + "represent leave live stand mean answer name list count limit report set map test rank state share shape cut change call form file link plan model mark log type point order step");
    private static final Set<String> ALSO_NOUNS = words(
            "answer block build cache call change check claim clone count cut drop end feed file filter form format group guard hash import "
                    + "join limit link list live load log look map mark model name order pause pick place plan point poll process "
                    + "query queue rank record reply report request result route score shape share signal "
                    + "state step store stream switch test type visit watch schedule round");
    private static final Set<String> DETERMINERS = words(
            "a an the its it this that these those all every each any both one two three no some "
                    + "what which whether how who whom where when why if their his her our your them itself as into to up out of off on in from with for and or only just");
    private static final Set<String> NOUN_HEADS = words(
            "class helper utility wrapper interface base abstract implementation factory handler container "
                    + "function method module configuration thin simple small generic common main default custom mutable immutable entry internal "
                    + "representation collection type enum error exception thread-safe singleton decorator adapter "
                    + "builder parser reader writer client server service manager controller component context command hook middleware provider view");
    private static final Set<String> AUXILIARIES =
            words("is are was were has have can will does must may should would begins belongs happens comes means");
    private static final Set<String> RELATIVES =
            words("that which who whose where when whether as what how with by from into than if until unless because");
    private static final Map<String, String> THIRD =
            VERBS.stream().collect(Collectors.toUnmodifiableMap(v -> v, Weave::third));
    private static final Set<String> THIRDS = Set.copyOf(THIRD.values());
    private static final Set<String> NOUN_THIRDS =
            ALSO_NOUNS.stream().map(Weave::third).collect(Collectors.toUnmodifiableSet());

    private Weave() {}

    /**
     * What the sentence says of its subject, in marked text, beginning with a verb; empty when that cannot be told.
     *
     * @param name the subject's own name, in case that the sentence begins with it
     *
     * @param called whether the subject is a function: it gives something where a type is something
     */
    static Optional<String> predicate(DocText doc, String name, boolean called) {
        String whole = doc.marked()
                .replaceFirst(
                        "(?i)^(?:this|the)\\s+(?:class|method|function|module|interface|struct|type|package|record|enum|component|file)\\s+(?=\\w+s\\b)",
                        "");
        String text = withoutName(whole, name);
        int space = text.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String first = text.substring(0, space).toLowerCase(Locale.ROOT);
        String rest = text.substring(space + 1);
        String second = rest.split("[\\s,;:]", 2)[0].toLowerCase(Locale.ROOT);
        return verbal(first, second, rest).or(() -> isClause(text) ? Optional.empty() : nominal(first, text, called));
    }

    private static Optional<String> verbal(String first, String second, String rest) {
        if (AUXILIARIES.contains(first)) {
            return Optional.of(first + " " + rest);
        }
        if (THIRDS.contains(first) && (!NOUN_THIRDS.contains(first) || DETERMINERS.contains(second))) {
            return NOUN_THIRDS.contains(first)
                            && Set.of("that", "which", "of", "for", "in", "with", "from", "to", "and", "or")
                                    .contains(second)
                    ? Optional.empty()
                    : Optional.of(first + " " + rest);
        }
        boolean command = VERBS.contains(first)
                && (!ALSO_NOUNS.contains(first)
                        || Set.of("a", "an", "the", "all", "this", "its", "each", "every", "whether")
                                .contains(second));
        return command ? Optional.of(THIRD.get(first) + " " + rest) : Optional.empty();
    }

    private static Optional<String> nominal(String first, String text, boolean called) {
        String is = called ? "gives " : "is ";
        String lower = decapitalised(text);
        return switch (first) {
            case "a",
                    "an",
                    "the",
                    "what",
                    "one",
                    "something",
                    "somebody",
                    "someone",
                    "everything",
                    "everybody",
                    "all",
                    "nothing",
                    "another" -> Optional.of(is + lower);
            case "whether" -> Optional.of((called ? "tells " : "says ") + lower);
            case "that" -> Optional.of("says " + lower);
            case "why", "how", "where", "who", "when", "which" -> Optional.of("says " + lower);
            case "used" -> Optional.of("is " + lower);
            case "thrown", "raised", "called", "returned" -> Optional.of("is " + lower);
            default ->
                NOUN_HEADS.contains(first)
                        ? Optional.of(is + ("aeiou".indexOf(first.charAt(0)) >= 0 ? "an " : "a ") + lower)
                        : Optional.empty();
        };
    }

    /** Whether it is a whole sentence with a verb of its own, as in "A row's turn is its place". */
    private static boolean isClause(String text) {
        String[] words = text.split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            String word = words[i].toLowerCase(Locale.ROOT);
            String bare = word.replaceAll("[,;:.)]+$", "");
            if (RELATIVES.contains(bare)) {
                return false;
            }
            if (AUXILIARIES.contains(bare) || (THIRDS.contains(bare) && !NOUN_THIRDS.contains(bare))) {
                return !Set.of(
                                "what",
                                "why",
                                "how",
                                "where",
                                "who",
                                "when",
                                "which",
                                "whether",
                                "that",
                                "all",
                                "everything")
                        .contains(words[0].toLowerCase(Locale.ROOT));
            }
            if (!bare.equals(word)) {
                return false;
            }
        }
        return false;
    }

    /** With a small first letter, unless the first word is a name or an abbreviation. */
    static String decapitalised(String text) {
        boolean keep =
                text.length() < 2 || !Character.isUpperCase(text.charAt(0)) || Character.isUpperCase(text.charAt(1));
        boolean single = text.startsWith("A ");
        return keep && !single ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static String withoutName(String text, String name) {
        if (!text.regionMatches(true, 0, name + " ", 0, name.length() + 1)) {
            return text;
        }
        return text.substring(name.length() + 1).strip();
    }

    private static String third(String verb) {
        if (verb.matches(".*[^aeiou]y")) {
            return verb.substring(0, verb.length() - 1) + "ies";
        }
        return verb.matches(".*(s|x|z|ch|sh|o)") ? verb + "es" : verb + "s";
    }

    private static Set<String> words(String spaced) {
        return Stream.of(spaced.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
