package io.deepwiki.domain.repository;

import io.deepwiki.domain.repository.Glob.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads a glob once, from left to right, into steps. */
final class GlobReader {
    private final String pattern;
    private final int[] closing;
    private final List<Step> steps = new ArrayList<>();
    private final Deque<Choice> open = new ArrayDeque<>();
    private int at;

    GlobReader(String pattern) {
        this.pattern = pattern;
        this.closing = closingBraces(pattern);
    }

    List<Step> read() {
        while (at < pattern.length()) {
            step(pattern.charAt(at));
        }
        while (!open.isEmpty()) {
            closeChoice();
        }
        return steps;
    }

    private void step(char c) {
        switch (c) {
            case '*' -> stars();
            case '?' -> take(new Step.Any(), 1);
            case '[' -> characterClass();
            case '{' -> openChoice();
            case ',' -> nextBranch();
            case '}' -> closeChoice();
            case '\\' -> escaped();
            case '/' -> slash();
            default -> take(new Step.One(c), 1);
        }
    }

    private void take(Step step, int characters) {
        steps.add(step);
        at += characters;
    }

    private void escaped() {
        if (at + 1 < pattern.length()) {
            at++;
        }
        take(new Step.One(pattern.charAt(at)), 1);
    }

    /** {@code **}{@code /} also stands for no directory at all. */
    private void stars() {
        int end = at;
        while (end < pattern.length() && pattern.charAt(end) == '*') {
            end++;
        }
        boolean deep = end - at > 1;
        boolean opensName = at == 0 || pattern.charAt(at - 1) == '/';
        if (deep && opensName && end < pattern.length() && pattern.charAt(end) == '/') {
            int fork = steps.size();
            steps.add(new Step.Fork(List.of(fork + 1, fork + 3)));
            steps.add(new Step.Many(true));
            steps.add(new Step.One('/'));
            at = end + 1;
        } else {
            take(new Step.Many(deep), end - at);
        }
    }

    /** {@code gen/**} also matches {@code gen} itself: a directory is matched with what it holds. */
    private void slash() {
        boolean last = at > 0 && at + 3 == pattern.length() && pattern.endsWith("/**");
        if (last) {
            int fork = steps.size();
            steps.add(new Step.Fork(List.of(fork + 1, fork + 3)));
            steps.add(new Step.One('/'));
            steps.add(new Step.Many(true));
            at = pattern.length();
        } else {
            take(new Step.One('/'), 1);
        }
    }

    private void characterClass() {
        int first = at + 1;
        boolean negated = first < pattern.length() && (pattern.charAt(first) == '!' || pattern.charAt(first) == '^');
        first += negated ? 1 : 0;
        int end = pattern.indexOf(']', first + 1);
        if (end < 0) {
            take(new Step.One('['), 1);
            return;
        }
        StringBuilder ranges = new StringBuilder();
        for (int i = first; i < end; i++) {
            boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
            ranges.append(pattern.charAt(i)).append(pattern.charAt(range ? i + 2 : i));
            i += range ? 2 : 0;
        }
        take(new Step.Among(ranges.toString(), negated), end + 1 - at);
    }

    private void openChoice() {
        if (closing[at] == 0) {
            take(new Step.One('{'), 1);
            return;
        }
        open.push(new Choice(steps.size()));
        take(new Step.Fork(List.of()), 1);
        open.peek().branches.add(steps.size());
    }

    private void nextBranch() {
        if (open.isEmpty()) {
            take(new Step.One(','), 1);
            return;
        }
        Choice choice = open.peek();
        choice.ends.add(steps.size());
        take(new Step.Fork(List.of()), 1);
        choice.branches.add(steps.size());
    }

    private void closeChoice() {
        if (open.isEmpty()) {
            take(new Step.One('}'), 1);
            return;
        }
        Choice choice = open.pop();
        steps.set(choice.fork, new Step.Fork(choice.branches));
        choice.ends.forEach(end -> steps.set(end, new Step.Fork(List.of(steps.size()))));
        at++;
    }

    /** For each opening brace the place of its closing one, or 0. */
    private static int[] closingBraces(String pattern) {
        int[] closing = new int[pattern.length()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == '{') {
                open.push(i);
            } else if (pattern.charAt(i) == '}' && !open.isEmpty()) {
                closing[open.pop()] = i;
            }
        }
        return closing;
    }

    /** A brace that is being read: where it forks, where its branches begin and where all but the last end. */
    private static final class Choice {
        private final int fork;
        private final List<Integer> branches = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();

        private Choice(int fork) {
            this.fork = fork;
        }
    }
}
