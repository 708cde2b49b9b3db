package io.deepwiki.application.chat;

import io.deepwiki.application.chat.port.StoredPart;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.application.streaming.Utf8;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stores what the answers of this instance have grown by, all of them together: a token costs no round trip to the database, and no reader
 * waits for one. Used by one thread.
 */
final class AnswerJournal {
    private final Keeping keeping;
    private final LiveAnswers live;
    private final AnswerKeeper.Terms terms;
    private final InstantSource clock;
    private final Map<LiveAnswer, Place> places = new HashMap<>();
    /** Whether a transaction has failed, of which nobody knows what it has kept. */
    private boolean uncertain;

    AnswerJournal(Keeping keeping, LiveAnswers live, AnswerKeeper.Terms terms, InstantSource clock) {
        this.keeping = keeping;
        this.live = live;
        this.terms = terms;
        this.clock = clock;
    }

    /** How far an answer is stored: elements of its log, parts, bytes of text, and what it has cost. */
    private record Place(int elements, int parts, long bytes, TokenUsage usage) {
        /** Where an answer stands that this instance begins, or goes on with. */
        static Place before(LiveAnswer answer) {
            long bytes = answer.before().stream()
                    .mapToLong(part -> part instanceof Text piece ? Utf8.length(piece.text()) : 0)
                    .sum();
            int parts = answer.before().size();
            return new Place(parts, parts, bytes, TokenUsage.NONE);
        }

        /** Where an answer stands by its rows: they are the beginning of its log, pieces of text joined. */
        static Place of(LiveAnswer answer, List<StoredPart> stored) {
            long bytes = 0;
            int others = 0;
            TokenUsage usage = TokenUsage.NONE;
            for (StoredPart part : stored) {
                switch (part.part()) {
                    case Text piece -> bytes += Utf8.length(piece.text());
                    case Used(TokenUsage used) -> {
                        usage = used;
                        others++;
                    }
                    default -> others++;
                }
            }
            int elements = elements(answer.log().from(0), bytes, others);
            return new Place(elements, stored.size(), bytes, usage);
        }

        private static int elements(List<AnswerPart> log, long bytes, int others) {
            long text = 0;
            int rest = 0;
            int elements = 0;
            while (text < bytes || rest < others) {
                AnswerPart element = log.get(elements++);
                text += element instanceof Text piece ? Utf8.length(piece.text()) : 0;
                rest += element instanceof Text ? 0 : 1;
            }
            return elements;
        }
    }

    /** What an answer has grown by, and where it stands when that is stored. */
    private record Growth(LiveAnswer answer, List<StoredPart> parts, Place place, Optional<ChatStream> ended) {}

    /**
     * Stores everything that is new, in one transaction; if that fails, nothing is lost and it can be done again. An answer that another
     * instance has taken over is broken off here.
     */
    void store() {
        if (uncertain) {
            recall();
            uncertain = false;
        }
        List<Growth> grown = grown();
        if (forgotten(grown)) {
            recall();
            grown = grown();
        }
        if (!grown.isEmpty()) {
            Set<StreamId> ours = stored(grown);
            grown.forEach(it -> settle(it, ours.contains(it.answer.stream().id())));
        }
    }

    private List<Growth> grown() {
        return live.all().stream()
                .map(this::growth)
                .filter(it -> !it.parts.isEmpty())
                .toList();
    }

    /** Whether the server no longer has what it confirmed: text does not wait for its disk, and it may have crashed. */
    private boolean forgotten(List<Growth> grown) {
        Map<StreamId, Integer> newest = new HashMap<>();
        for (Growth growth : grown) {
            StoredPart first = growth.parts.getFirst();
            if (first.position() > 0) {
                newest.put(first.stream(), first.position() - 1);
            }
        }
        return !newest.isEmpty() && !keeping.streams().lacking(newest).isEmpty();
    }

    /**
     * The server may have kept what it did not confirm, and another instance may have taken over what this one could not store: the rows
     * tell whose an answer is, and how far it is stored.
     */
    private void recall() {
        List<LiveAnswer> answers = live.all();
        Set<StreamId> ours = keeping.streams().writtenBy(terms.instance(), LiveAnswers.ids(answers));
        for (LiveAnswer answer : answers) {
            StreamId id = answer.stream().id();
            if (ours.contains(id)) {
                places.put(answer, Place.of(answer, keeping.streams().parts(id, -1, Integer.MAX_VALUE)));
            } else {
                leave(answer);
            }
        }
    }

    /** Nothing more of it can be stored here. */
    private void leave(LiveAnswer answer) {
        places.remove(answer);
        live.remove(answer);
        answer.stop(Stop.INTERRUPTED); // does nothing to one that has ended
    }

    /** @return which of them are still ours */
    private Set<StreamId> stored(List<Growth> grown) {
        Set<StreamId> ids = LiveAnswers.ids(grown.stream().map(Growth::answer).toList());
        uncertain = true;
        Set<StreamId> stored = keeping.transactions().inTransaction(() -> {
            Set<StreamId> ours = keeping.streams().writtenBy(terms.instance(), ids);
            keeping.streams()
                    .append(
                            terms.instance(),
                            grown.stream()
                                    .flatMap(it -> it.parts.stream())
                                    .filter(part -> ours.contains(part.stream()))
                                    .toList());
            grown.forEach(it -> it.ended.ifPresent(ended -> keeping.streams().end(terms.instance(), ended)));
            return ours;
        });
        uncertain = false;
        return stored;
    }

    private void settle(Growth growth, boolean ours) {
        if (ours && growth.ended.isEmpty()) {
            places.put(growth.answer, growth.place);
        } else {
            leave(growth.answer);
        }
    }

    private Growth growth(LiveAnswer answer) {
        ChatStream stream = answer.stream();
        Place from = Optional.ofNullable(places.get(answer)).orElseGet(() -> Place.before(answer));
        List<AnswerPart> elements = answer.log().from(from.elements);
        List<StoredPart> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Position at = new Position(stream.id(), from);
        for (AnswerPart element : elements) {
            if (element instanceof Text(long _, String piece)) {
                text.append(piece);
            } else {
                at.text(text, parts);
                at.other(element, parts);
            }
        }
        at.text(text, parts);
        Place place = new Place(from.elements + elements.size(), at.parts, at.bytes, at.usage);
        return new Growth(answer, parts, place, ended(stream, elements, at.usage));
    }

    private Optional<ChatStream> ended(ChatStream stream, List<AnswerPart> elements, TokenUsage usage) {
        return elements.isEmpty() || !elements.getLast().last()
                ? Optional.empty()
                : Optional.of(ended(stream, elements.getLast(), usage));
    }

    private ChatStream ended(ChatStream stream, AnswerPart last, TokenUsage usage) {
        return switch (last) {
            case Done done -> ended(stream, StreamState.COMPLETED, done.bytes(), done.sha256(), usage, "");
            case Failed failed ->
                ended(
                        stream,
                        Stop.stateAfter(failed.failure()),
                        failed.bytes(),
                        failed.sha256(),
                        usage,
                        Sentences.of(failed.failure()));
            default -> throw new IllegalArgumentException("an answer does not end with " + last);
        };
    }

    private ChatStream ended(
            ChatStream stream, StreamState state, long bytes, String sha256, TokenUsage usage, String error) {
        var cost = terms.prices()
                .apply(stream.model())
                .map(price -> price.cost(usage).stripTrailingZeros());
        return stream.ended(state, new ChatStream.End(bytes, sha256, usage, cost, error, clock.instant()));
    }

    /** Counts on from a place. */
    private static final class Position {
        private final StreamId stream;
        private int parts;
        private long bytes;
        private TokenUsage usage;

        Position(StreamId stream, Place from) {
            this.stream = stream;
            this.parts = from.parts;
            this.bytes = from.bytes;
            this.usage = from.usage;
        }

        void text(StringBuilder text, List<StoredPart> to) {
            if (!text.isEmpty()) {
                String piece = text.toString();
                to.add(new StoredPart(stream, parts++, bytes, new Text(bytes, piece)));
                bytes += Utf8.length(piece);
                text.setLength(0);
            }
        }

        void other(AnswerPart part, List<StoredPart> to) {
            if (part instanceof Used(TokenUsage used)) {
                usage = used;
            }
            to.add(new StoredPart(stream, parts++, bytes, part));
        }
    }
}
