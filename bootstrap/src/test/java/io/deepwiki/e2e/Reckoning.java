package io.deepwiki.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What blows meant for the work that was in hand when they came. */
final class Reckoning {
    private final List<Blow> blows;
    private final Map<Piece, List<Holding>> holdings;

    /** @param holdings those of each piece of work in the order of their beginning */
    Reckoning(List<Blow> blows, List<Holding> holdings) {
        this.blows = blows;
        this.holdings = holdings.stream().collect(Collectors.groupingBy(Piece::of));
    }

    /**
     * A piece of work.
     *
     * @param name of a page its slug, of anything else its kind
     */
    record Piece(String job, String name) {
        static Piece of(Holding holding) {
            return new Piece(holding.job(), holding.slug().isEmpty() ? holding.kind() : holding.slug());
        }
    }

    /**
     * Work that changed hands without being given away.
     *
     * @param blow the last that struck its holder; empty: none did
     * @param last the last that struck its holder, or whoever claimed it before he had begun; empty: none did
     * @param at when somebody else had begun it
     */
    record Takeover(Holding from, Optional<Blow> blow, Optional<Blow> last, Instant at) {
        Duration took() {
            return Duration.between(last.orElseThrow().from(), at);
        }
    }

    /** How many blows came over somebody who held it: so often at most a model may be asked again for it. */
    long strikes(Piece piece) {
        List<Holding> held = holdings.getOrDefault(piece, List.of());
        return blows.stream()
                .filter(blow -> held.stream().anyMatch(blow::struck))
                .count();
    }

    /** The one that settled it. */
    Holding last(Piece piece) {
        return holdings.getOrDefault(piece, List.of()).getLast();
    }

    /** How often all pieces of work together were struck. */
    long strikes() {
        return holdings.keySet().stream().mapToLong(this::strikes).sum();
    }

    /** Who held it, and what came over him, for whoever has to find out. */
    String story(Piece piece) {
        List<Holding> held = holdings.getOrDefault(piece, List.of());
        return Stream.concat(
                        held.stream(),
                        blows.stream().filter(blow -> held.stream().anyMatch(blow::struck)))
                .map(Record::toString)
                .collect(Collectors.joining("\n"));
    }

    /** All that was held and struck between the blow and the takeover, for whoever has to find out. */
    String scene(Takeover takeover) {
        Instant from = takeover.blow().orElseThrow().from();
        return Stream.concat(
                        holdings.values().stream()
                                .flatMap(List::stream)
                                .filter(holding -> !holding.from().isAfter(takeover.at())
                                        && !holding.until().isBefore(from))
                                .sorted(Comparator.comparing(Holding::from)),
                        blows.stream().filter(blow -> blow.meets(from, takeover.at())))
                .map(Record::toString)
                .collect(Collectors.joining("\n", takeover + "\n", ""));
    }

    /** @param begun when pages were begun, in order, by job and slug */
    List<Takeover> takeovers(Map<String, Map<String, List<Instant>>> begun) {
        List<Takeover> takeovers = new ArrayList<>();
        holdings.forEach((piece, held) -> {
            for (int i = 0; i < held.size() - 1; i++) {
                if (held.get(i).takenOver()) {
                    Holding next = held.get(i + 1);
                    Instant at =
                            begun.getOrDefault(piece.job(), Map.of()).getOrDefault(piece.name(), List.of()).stream()
                                    .filter(begin -> !begin.isBefore(next.from()) && !begin.isAfter(next.until()))
                                    .findFirst()
                                    .orElse(next.from());
                    Optional<Blow> blow = lastOver(held.get(i));
                    Optional<Blow> last = Stream.of(blow, lastOver(next.upTo(at)))
                            .flatMap(Optional::stream)
                            .max(Comparator.comparing(Blow::from));
                    takeovers.add(new Takeover(held.get(i), blow, last, at));
                }
            }
        });
        return takeovers;
    }

    private Optional<Blow> lastOver(Holding holding) {
        return blows.stream().filter(blow -> blow.struck(holding)).max(Comparator.comparing(Blow::from));
    }

    /** Whether the database was there all the time, so that nothing but the service itself could delay it. */
    boolean undisturbed(Takeover takeover) {
        return takeover.blow().isPresent()
                && blows.stream()
                        .filter(blow -> blow.kind().ofDatabase())
                        .noneMatch(blow -> blow.meets(takeover.blow().get().from(), takeover.at()));
    }
}
