package io.deepwiki.domain.research;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells a message that only asks to go on, in the languages that we write. A message that names anything else is not one: what looks like an
 * order may be a question about a {@code continue} statement.
 */
final class GoOn {
    private static final List<Pattern> ORDERS = Stream.of(
                    "(?:please )?(?:continue|go on|proceed)(?: with)?(?: (?:the|this|our|your))?(?: (?:deep|next))?(?: (?:research|steps?|stage))?",
                    "(?:請|请)?(?:继续|繼續)(?:进行|進行)?(?:深入|深度)?(?:研究|调查|調查)?(?:吧)?",
                    "(?:(?:調査|研究|リサーチ)を?)?(?:続け|続行し|継続し)て(?:ください|下さい)?",
                    "(?:(?:연구|조사|리서치)[를을]? ?)?계속(?: ?(?:해|하|진행)\\S{0,6})?(?: ?주세요)?",
                    "(?:por favor,? )?(?:contin[uú][aeo]r?|sig[ue]+a?|prossiga)(?: (?:con|com))?(?: (?:la|a|esta|sua))?(?: (?:investigación|pesquisa|investigação))?",
                    "(?:hãy |vui lòng |xin )*tiếp tục(?: (?:việc |quá trình )?nghiên cứu)?(?: (?:này|sâu|đi))*",
                    "(?:veuillez )?(?:continue[rz]?|poursui(?:s|vez|vre))(?: (?:la|cette|les|vos|votre))?(?: recherches?)?",
                    "(?:пожалуйста,? )?продолж(?:ай|айте|ить|и|ите)(?: (?:это ))?(?: ?исследование)?",
                    "(?:bitte )?(?:weiter|(?:mach|fahr)e? (?:weiter|fort)|setze? (?:die (?:recherche|untersuchung|forschung) )?fort)(?: bitte)?")
            .map(order -> Pattern.compile(order + "[\\p{P}\\s]*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
            .toList();

    private GoOn() {}

    /** Also a message that says nothing at all. */
    static boolean asked(String text) {
        return text.isBlank()
                || ORDERS.stream().anyMatch(order -> order.matcher(text.strip()).matches());
    }
}
