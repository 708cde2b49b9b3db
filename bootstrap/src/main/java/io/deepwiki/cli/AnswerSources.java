package io.deepwiki.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where an answer was found, best first. Each stage of a research finds anew: places of one file that overlap are one. */
final class AnswerSources {
    private final List<ApiJson.Passage> places = new ArrayList<>();

    /** Adds a place, or widens those that it overlaps; it stands where the best of them stood. */
    void add(ApiJson.Passage found) {
        ApiJson.Passage whole = found;
        int at = places.size();
        for (int i = places.size() - 1; i >= 0; i--) {
            if (overlap(places.get(i), whole)) {
                whole = joined(places.remove(i), whole);
                at = i;
            }
        }
        places.add(at, whole);
    }

    /** One line each. */
    List<String> lines() {
        return places.stream()
                .map(place -> place.path() + ":" + place.startLine() + "-" + place.endLine() + symbol(place))
                .toList();
    }

    private static String symbol(ApiJson.Passage place) {
        String symbol = Objects.requireNonNullElse(place.symbol(), "");
        return symbol.isBlank() ? "" : "  " + symbol;
    }

    private static boolean overlap(ApiJson.Passage one, ApiJson.Passage other) {
        return one.path().equals(other.path())
                && one.startLine() <= other.endLine()
                && other.startLine() <= one.endLine();
    }

    /** The longer one says what it is about. */
    private static ApiJson.Passage joined(ApiJson.Passage one, ApiJson.Passage other) {
        return new ApiJson.Passage(
                one.path(),
                Math.min(one.startLine(), other.startLine()),
                Math.max(one.endLine(), other.endLine()),
                length(one) >= length(other) ? one.symbol() : other.symbol());
    }

    private static int length(ApiJson.Passage place) {
        return place.endLine() - place.startLine();
    }
}
