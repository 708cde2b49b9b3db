package io.deepwiki.domain.retrieval;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** English words that ask or connect and say nothing of the thing asked about. */
final class StopWords {
    private static final Set<String> WORDS =
            Stream.of("""
                a an the this that these those it its itself they them their there here he she we us our you your i me my
                is are was were be been being am do does did doing done has have had having can could will would shall should may might must
                how what why when where which who whom whose whether
                and or but nor so if then else than as at by for from in into of off on onto out over per to up with within without via about
                between through during before after above below under again once both each any all some such no not only own same too very
                just also get gets got like let lets please tell show explain describe give me know want need anyone someone
                s t d ll ve re m don doesn didn isn aren wasn won
                happen happens happened mean means exactly actually
                """.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());

    private StopWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
