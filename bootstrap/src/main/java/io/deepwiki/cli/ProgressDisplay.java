package io.deepwiki.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Shows how far a job is: as a bar that is redrawn on a screen, as plain lines elsewhere. */
final class ProgressDisplay {
    private static final int WIDTH = 24;

    private final Terminal terminal;
    private final InstantSource clock;
    private final Instant started;
    private int startPercent = -1;
    private String lastLine = "";

    ProgressDisplay(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.started = clock.instant();
    }

    void show(ApiJson.ProgressLine line) {
        if (startPercent < 0) {
            startPercent = line.progressPercent();
        }
        if (terminal.live()) {
            // back to the line's start, clear it, and let the screen cut what is too long instead of going on below
            // (DEC private mode 7)
            terminal.err().printf("\r\u001b[K\u001b[?7l%s\u001b[?7h", bar(line));
            terminal.err().flush();
        } else {
            plain(line);
        }
    }

    /** Leaves the bar as it is and goes to the next line. */
    void end() {
        if (terminal.live()) {
            terminal.err().println();
        }
    }

    private void plain(ApiJson.ProgressLine line) {
        String text = phase(line) + pages(line) + subject(line);
        if (!text.equals(lastLine)) {
            terminal.note("%3d%% %s".formatted(line.progressPercent(), text));
            lastLine = text;
        }
    }

    private String bar(ApiJson.ProgressLine line) {
        int full = Math.clamp(line.progressPercent() * WIDTH / 100, 0, WIDTH);
        String text = phase(line) + pages(line) + timeLeft(line) + subject(line);
        return "█".repeat(full) + "░".repeat(WIDTH - full) + " %3d%% %s".formatted(line.progressPercent(), text);
    }

    /** In the unit of its end. */
    static String range(ApiJson.TimeLeft left) {
        boolean minutes = left.most() >= 90_000;
        long unit = minutes ? 60_000 : 1_000;
        long least = left.least() / unit;
        long most = Math.ceilDiv(left.most(), unit);
        return (least == most ? Long.toString(most) : least + " to " + most) + (minutes ? " min" : " s");
    }

    private static String phase(ApiJson.ProgressLine line) {
        return switch (Objects.requireNonNullElse(line.status(), "")) {
            case "pending" -> "waiting";
            case "preparing_embeddings" -> "reading and indexing";
            case "generating_structure" -> "planning";
            case "generating_pages" -> "writing";
            case "partially_completed" -> "partly complete";
            case String other -> other;
        };
    }

    private static String pages(ApiJson.ProgressLine line) {
        return line.totalPages() == 0 ? "" : " · " + line.completedPages() + " of " + line.totalPages() + " pages";
    }

    private static String subject(ApiJson.ProgressLine line) {
        if (line.pageTitle() != null) {
            String status = Objects.requireNonNullElse(line.pageStatus(), "");
            return " · " + line.pageTitle()
                    + (status.isEmpty() || status.equals("in_progress") ? "" : " (" + status.replace('_', ' ') + ")");
        }
        return line.message() == null || line.message().isBlank() ? "" : " · " + line.message();
    }

    private String timeLeft(ApiJson.ProgressLine line) {
        if (line.timeLeftMs() != null) {
            return " · " + range(line.timeLeftMs()) + " left";
        }
        int done = line.progressPercent() - startPercent;
        Duration elapsed = Duration.between(started, clock.instant());
        if (done < 5 || line.progressPercent() >= 100 || elapsed.toSeconds() < 2) {
            return "";
        }
        long seconds = elapsed.toSeconds() * (100 - line.progressPercent()) / done;
        return seconds >= 90 ? " · " + (seconds + 30) / 60 + " min left" : " · " + Math.max(1, seconds) + " s left";
    }
}
