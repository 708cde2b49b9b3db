package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.LineRange;
import java.util.EnumSet;
import java.util.Set;

/**
 * A passage that was found for a question.
 *
 * @param score higher is better; comparable within one search only
 * @param legs what found it
 */
public record ScoredPassage(Excerpt excerpt, FileKind kind, double score, Set<Leg> legs) {
    /** A way of searching. */
    public enum Leg {
        LEXICAL,
        DENSE,
        SYMBOL,
        PATH
    }

    public ScoredPassage {
        legs = Set.copyOf(legs);
    }

    /**
     * This passage and its neighbour as one, with the better score.
     *
     * @param next the chunk of the same file that follows; only blank lines may stand between
     */
    public ScoredPassage joinedWith(ScoredPassage next) {
        LineRange lines = excerpt.lines();
        LineRange following = next.excerpt.lines();
        if (!excerpt.path().equals(next.excerpt.path()) || following.first() <= lines.last()) {
            throw new IllegalArgumentException("a neighbour stands below in the same file");
        }
        String text = excerpt.text() + "\n".repeat(following.first() - lines.last()) + next.excerpt.text();
        String symbol = score >= next.score ? excerpt.symbol() : next.excerpt.symbol();
        Set<Leg> all = EnumSet.noneOf(Leg.class);
        all.addAll(legs);
        all.addAll(next.legs);
        return new ScoredPassage(
                new Excerpt(excerpt.path(), new LineRange(lines.first(), following.last()), symbol, text),
                kind,
                Math.max(score, next.score),
                all);
    }
}
