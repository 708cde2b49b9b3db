package io.deepwiki.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Prints an answer as it comes, to its end; a connection that breaks is taken up at the byte where it broke. */
final class AnswerWatch {
    private static final Duration UNTIL_STORED = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Surroundings here;
    private final SteadyService service;
    private final ApiJson.Question question;
    private final String name;
    private final PrintedAnswer printed;
    private final ToldHere told = new ToldHere();
    private final AnswerSources sources = new AnswerSources();
    private volatile Optional<String> stream = Optional.empty();
    private volatile boolean asked;

    AnswerWatch(Surroundings here, Service service, ApiJson.Question question) {
        this.here = here;
        this.service = new SteadyService(here, service);
        this.question = question;
        this.name = here.machine().freshName();
        this.printed = new PrintedAnswer(here.terminal().out());
    }

    /**
     * Returns when the answer is whole, and printed as it was written.
     *
     * @throws CommandFailure if it will not be
     */
    void untilWhole() {
        try (var _ = here.machine().atEnd(this::stop)) {
            service.until(api -> followed(api.chat()));
        }
    }

    /** Where the answer was found, best first. */
    List<String> sources() {
        return sources.lines();
    }

    /** The text that was printed, in UTF-8. */
    byte[] text() {
        return printed.bytes();
    }

    /** The report of a research that is whole, in Markdown. */
    String report() {
        String id = stream.orElseThrow(
                () -> new CommandFailure(ExitCode.FAILED, "The service gave the research no name: is it DeepWiki?"));
        Instant last = here.machine().instant().plus(UNTIL_STORED);
        while (service.until(api -> api.chat().running(id))
                && here.machine().instant().isBefore(last)) {
            pause();
        }
        return service.until(api -> api.chat().report(id));
    }

    private void pause() {
        try {
            here.machine().pause(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            throw ServiceApi.interrupted(e);
        }
    }

    /** What was asked may be written already, though its head has not come. */
    private void stop() {
        if (stream.isPresent()) {
            service.api().chat().stop(stream.get());
        } else if (asked) {
            service.api().chat().stop(question, name);
        }
    }

    private boolean followed(ChatApi chat) throws ConnectionLost {
        told.cameBack();
        try (AnswerLines lines = lines(chat)) {
            lines.stream().ifPresent(id -> stream = Optional.of(id));
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                if (wholeWith(line.get())) {
                    return true;
                }
            }
        } catch (ConnectionLost e) {
            throw e;
        } catch (IOException e) {
            throw chat.brokenOff(e);
        }
        throw new ConnectionLost(
                new CommandFailure(ExitCode.FAILED, "The answer ended before it was whole: ask again."));
    }

    private AnswerLines lines(ChatApi chat) throws ConnectionLost {
        if (stream.isPresent()) {
            return chat.goOn(stream.get(), printed.length());
        }
        boolean again = asked;
        asked = true;
        return chat.ask(question, name, again);
    }

    private boolean wholeWith(ApiJson.AnswerLine line) {
        String type = Objects.requireNonNullElse(line.type(), "");
        switch (type) {
            case "meta" -> stream = Optional.ofNullable(line.streamId()).or(() -> stream);
            case "delta" -> print(line);
            case "sources", "notice", "research" -> tell(type, line);
            case "error" -> throw failed(line);
            case "done" -> printed.check(line.bytes(), line.sha256());
            default -> service.progressed(); // usage, heartbeat and what later versions add: nothing to print
        }
        return type.equals("done");
    }

    private void print(ApiJson.AnswerLine line) {
        long offset = line.offset() == null ? printed.length() : line.offset();
        if (printed.print(offset, Objects.requireNonNullElse(line.text(), ""))) {
            told.movedOn();
            service.progressed();
        }
    }

    private void tell(String type, ApiJson.AnswerLine line) {
        if (told.isNew(line)) {
            service.progressed();
            switch (type) {
                case "sources" -> remember(line);
                case "research" -> here.terminal().note("Stage " + line.iteration() + ": " + line.stage());
                default -> here.terminal().note(Objects.requireNonNullElse(line.message(), ""));
            }
        }
    }

    private void remember(ApiJson.AnswerLine line) {
        Objects.requireNonNullElse(line.passages(), List.<ApiJson.Passage>of()).forEach(sources::add);
    }

    private static CommandFailure failed(ApiJson.AnswerLine line) {
        Duration wait = Duration.ofMillis(Objects.requireNonNullElse(line.retryAfterMs(), 0L));
        String words = Objects.requireNonNullElse(line.message(), "The answer failed.") + Refusal.advice(wait);
        return "out_of_range".equals(line.code())
                ? ChatApi.cannotGoOn(words)
                : new CommandFailure(ExitCode.FAILED, "\n" + words);
    }
}
