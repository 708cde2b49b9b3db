package io.deepwiki.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a refresh kept and what it wrote again, and why: read from the log of its job. */
final class RefreshReport {
    private final List<String> plan = new ArrayList<>();
    /** The first line about each page: one that is kept is complete at once. */
    private final Map<String, ApiJson.ProgressLine> first = new LinkedHashMap<>();

    private RefreshReport() {}

    /** Reads the log of a job that is over; a log that cannot be read gives an empty report. */
    static RefreshReport of(ServiceApi api, String job) {
        RefreshReport report = new RefreshReport();
        try (var lines = api.following().progress(job, OptionalLong.of(0))) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                report.add(line.get());
            }
        } catch (IOException _) {
            return new RefreshReport();
        }
        return report;
    }

    /** The state before the first line of the log has no number. */
    private void add(ApiJson.ProgressLine line) {
        if (line.seq() == 0 || line.message() == null) {
            return;
        }
        if (line.pageTitle() != null) {
            first.putIfAbsent(line.pageTitle(), line);
        } else if ((first.isEmpty() && planning(line)) || line.message().contains(" is left out, since ")) {
            plan.add(line.message());
        }
    }

    private static boolean planning(ApiJson.ProgressLine line) {
        return "generating_structure".equals(line.status()) || "generating_pages".equals(line.status());
    }

    /** For people: how it went with the plan, then the pages that were written again and why, then those that were kept. */
    List<String> lines() {
        List<String> again = first.values().stream()
                .filter(line -> "pending".equals(line.pageStatus()))
                .map(line -> "  " + line.message())
                .toList();
        List<String> kept = first.values().stream()
                .filter(line -> "completed".equals(line.pageStatus()))
                .map(line -> Objects.requireNonNullElse(line.pageTitle(), ""))
                .toList();
        Stream<String> keptLine = kept.isEmpty() ? Stream.of() : Stream.of("  Kept: " + String.join(", ", kept) + ".");
        return Stream.of(plan.stream(), again.stream(), keptLine)
                .flatMap(each -> each)
                .toList();
    }
}
