package io.deepwiki.domain.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Chooses from a ranking so that no file fills the result alone, and many files have a say. */
public final class Variety {
    private static final int MOST_OF_A_FILE = 4;
    private static final int FEWEST_FILES = 10;

    private Variety() {}

    /**
     * The best, in their order: at most four of a file, and of ten files at least, where there are as many and there is room for them.
     *
     * @param ranked best first
     * @param atMost 1 or more
     */
    public static <P, F> List<P> chosen(List<P> ranked, Function<P, F> file, int atMost) {
        Map<F, Integer> taken = new HashMap<>();
        List<P> chosen = new ArrayList<>();
        int wanted = (int) Math.min(
                Math.min(FEWEST_FILES, atMost),
                ranked.stream().map(file).distinct().count());
        for (P passage : ranked) {
            int ofFile = taken.getOrDefault(file.apply(passage), 0);
            boolean roomForOld = atMost - chosen.size() > wanted - taken.size();
            if (chosen.size() < atMost && ofFile < MOST_OF_A_FILE && (ofFile == 0 || roomForOld)) {
                taken.merge(file.apply(passage), 1, Integer::sum);
                chosen.add(passage);
            }
        }
        return chosen;
    }
}
