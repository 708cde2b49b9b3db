package io.deepwiki.domain.repository;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A compiled glob. It is run as a set of states that advance together over the text (Thompson's construction), so matching costs at most
 * the pattern's length times the text's, whatever the pattern.
 */
final class Glob {
    /** Longer patterns are cut: no file's path needs them. */
    private static final int LONGEST = 1_000;

    /** What a state takes before it goes on to the next. */
    sealed interface Step {
        /** One character. */
        record One(char c) implements Step {}

        /** Any character but a slash. */
        record Any() implements Step {}

        /** A character of a class; never a slash. */
        record Among(String ranges, boolean negated) implements Step {}

        /** Characters as many as there are; slashes only when {@code deep}. */
        record Many(boolean deep) implements Step {}

        /** Nothing: goes on at any of these states instead. */
        record Fork(List<Integer> targets) implements Step {
            public Fork {
                targets = List.copyOf(targets);
            }
        }
    }

    private final List<Step> steps;

    private Glob(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Compiles a pattern; every text is one, an unclosed bracket or brace stands for itself. */
    static Glob compile(String pattern) {
        return new Glob(new GlobReader(pattern.length() > LONGEST ? pattern.substring(0, LONGEST) : pattern).read());
    }

    /** Whether the whole text matches. */
    boolean matches(String text) {
        BitSet states = new BitSet(steps.size() + 1);
        enter(0, states);
        for (int i = 0; i < text.length() && !states.isEmpty(); i++) {
            states = advance(states, text.charAt(i));
        }
        return states.get(steps.size());
    }

    private BitSet advance(BitSet states, char c) {
        BitSet next = new BitSet(steps.size() + 1);
        for (int state = states.nextSetBit(0);
                state >= 0 && state < steps.size();
                state = states.nextSetBit(state + 1)) {
            switch (steps.get(state)) {
                case Step.One(char wanted) -> enterIf(c == wanted, state + 1, next);
                case Step.Any _ -> enterIf(c != '/', state + 1, next);
                case Step.Among among -> enterIf(c != '/' && holds(among, c), state + 1, next);
                case Step.Many(boolean deep) -> enterIf(deep || c != '/', state, next);
                case Step.Fork _ -> {}
            }
        }
        return next;
    }

    private void enterIf(boolean taken, int state, BitSet states) {
        if (taken) {
            enter(state, states);
        }
    }

    /** Sets the state and all that follow from it without a character. */
    private void enter(int first, BitSet states) {
        List<Integer> open = new ArrayList<>(List.of(first));
        while (!open.isEmpty()) {
            int state = open.removeLast();
            if (states.get(state)) {
                continue;
            }
            states.set(state);
            if (state == steps.size()) {
                continue;
            }
            switch (steps.get(state)) {
                case Step.Many _ -> open.add(state + 1);
                case Step.Fork(List<Integer> targets) -> open.addAll(targets);
                case Step.One _, Step.Any _, Step.Among _ -> {}
            }
        }
    }

    private static boolean holds(Step.Among among, char c) {
        String ranges = among.ranges();
        for (int i = 0; i < ranges.length(); i += 2) {
            if (ranges.charAt(i) <= c && c <= ranges.charAt(i + 1)) {
                return !among.negated();
            }
        }
        return among.negated();
    }
}
