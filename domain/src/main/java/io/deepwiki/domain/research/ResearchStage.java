package io.deepwiki.domain.research;

/**
 * One iteration of a research: the first makes a plan, the last draws the conclusion, those between report what was found.
 *
 * @param iteration 1 to {@link #LAST}
 */
public record ResearchStage(int iteration) {
    /** The iteration that concludes. */
    public static final int LAST = 5;

    /** What the plan, and every update, ends with: what is looked at next. */
    public static final String NEXT_STEPS = "## Next Steps";

    public ResearchStage {
        if (iteration < 1 || iteration > LAST) {
            throw new IllegalArgumentException("a research has the iterations 1 to " + LAST);
        }
    }

    /** The stage in which a conversation is that has so many answers; there is none behind the conclusion. */
    public static ResearchStage after(int answers) {
        return new ResearchStage(Math.min(LAST, answers + 1));
    }

    /** Where a research begins. */
    public static ResearchStage first() {
        return new ResearchStage(1);
    }

    public boolean plans() {
        return iteration == 1;
    }

    public boolean concludes() {
        return iteration == LAST;
    }

    /** What its text opens with, in every language. */
    public String heading() {
        if (plans()) {
            return "## Research Plan";
        }
        return concludes() ? "## Final Conclusion" : "## Research Update " + (iteration - 1);
    }

    /** A word for programs: {@code plan}, {@code update} or {@code conclusion}. */
    public String word() {
        if (plans()) {
            return "plan";
        }
        return concludes() ? "conclusion" : "update";
    }

    /** @throws IllegalArgumentException behind the last */
    public ResearchStage next() {
        return new ResearchStage(iteration + 1);
    }
}
