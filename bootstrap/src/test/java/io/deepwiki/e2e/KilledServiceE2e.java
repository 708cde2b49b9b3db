package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServiceE2e {
    private static final int KILLS = 5;
    private static final long SEED = 20_260_101;
    private static final Pattern COMPLETED =
            Pattern.compile("\"page_id\":\"([^\"]+)\"[^}]*\"page_status\":\"completed\"");

    @TempDir
    Path folder;

    @Test
    void a_service_that_is_killed_again_and_again_ends_with_the_same_wiki_and_no_page_written_twice() throws Exception {
        Path project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        Map<String, String> calm = calmly(project);
        Path book = folder.resolve("killed-book");
        Random random = new Random(SEED);
        try (Installation product = installation("killed")) {
            product.run(project, "status");
            String job = product.run(project, "wiki", ".", "--detach")
                    .succeeded()
                    .out()
                    .strip();
            for (int kill = 0; kill < KILLS; kill++) {
                pause(random.nextInt(100, 1200));
                product.kill();
                product.run(project, "wiki", ".", "--detach").succeeded();
            }
            product.run(project, "wiki", ".", "--out", book.toString()).succeeded();
            assertThat(pages(book)).isEqualTo(calm);
            String events = product.get("/api/wiki/jobs/" + job + "/progress/stream?after=0")
                    .body();
            Map<String, Long> written = COMPLETED
                    .matcher(events)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.groupingBy(page -> page, Collectors.counting()));
            assertThat(written)
                    .hasSize(calm.size() - 1)
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        }
    }

    private Map<String, String> calmly(Path project) throws IOException, InterruptedException {
        Path book = folder.resolve("calm-book");
        try (Installation product = installation("calm")) {
            product.run(project, "wiki", ".", "--out", book.toString()).succeeded();
        }
        return pages(book);
    }

    private Installation installation(String name) throws IOException {
        return new Installation(Files.createDirectory(folder.resolve(name)))
                .with("DEEPWIKI_JOBS_LEASE", "2s")
                .with("DEEPWIKI_PAGE_CONCURRENCY", "1");
    }

    private static Map<String, String> pages(Path book) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(book)) {
            files = all.toList();
        }
        for (Path file : files) {
            pages.put(file.getFileName().toString(), Files.readString(file));
        }
        return pages;
    }

    private static void pause(int millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    }
}
