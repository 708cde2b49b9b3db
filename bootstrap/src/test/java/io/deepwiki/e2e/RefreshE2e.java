package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepwiki.adapters.source.testing.GitServer;
import io.deepwiki.adapters.source.testing.TestRepository;
import io.deepwiki.e2e.Installation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A repository of 300 files with a wiki of 30 pages, and what commits to it cost. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefreshE2e {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TITLE = Pattern.compile("Page (\\d+)");
    private static final int MODULES = 10;
    private static final int FILES = 30;
    private static final int PAGES = 30;

    @TempDir
    static Path folder;

    /** Pages that the model was asked for, and "plan", since this was emptied. */
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static GitServer host;
    private static TestRepository repository;
    private static ScriptedProvider provider;
    private static Installation product;
    private static volatile int revision = 1;

    @BeforeAll
    static void start() throws Exception {
        host = GitServer.start();
        repository = TestRepository.create(folder.resolve("shop.git"), "main");
        for (int module = 0; module < MODULES; module++) {
            for (int file = 0; file < FILES; file++) {
                repository.file(path(module, file), source(module, file, ""));
            }
        }
        repository.commit("main");
        host.serve("o/shop", repository.repository());
        provider = new ScriptedProvider(RefreshE2e::written);
        product = new Installation(Files.createDirectory(folder.resolve("home")))
                .with("DEEPWIKI_ALLOWED_GIT_HOSTS", host.authority())
                .with("DEEPWIKI_EMBEDDER_TYPE", "none")
                .with("DEEPWIKI_SOURCE_LOOK_EVERY", "1s")
                .with("OPENAI_API_KEY", "sk-refresh")
                .with("OPENAI_BASE_URL", provider.url().toString());
    }

    @AfterAll
    static void stop() throws Exception {
        product.close();
        provider.close();
        host.close();
        repository.close();
    }

    @Test
    @Order(1)
    void a_commit_that_touches_two_files_costs_the_pages_that_list_or_cite_them_and_no_plan() throws Exception {
        wiki();
        assertThat(ASKED).hasSize(PAGES + 1).contains("plan");
        assertThat(wikis()).containsEntry("stale", "false");
        Map<String, JsonNode> before = pages();
        assertThat(before).hasSize(PAGES);

        repository
                .file(path(0, 0), source(0, 0, "\n// moved down\n"))
                .file(path(3, 12), source(3, 12, "\n// changed\n"))
                .commit("main");
        Await.that("the wiki learns that it is behind", () -> "true".equals(wikis().get("stale")));
        ASKED.clear();
        revision = 2;
        Outcome refresh = wiki("--refresh");

        // each page cites the first file of the next one: the last page that of the first
        assertThat(ASKED).containsExactlyInAnyOrder("Page 1", "Page 11", "Page 30");
        assertThat(refresh.err())
                .contains(
                        "2 files have changed since",
                        "27 pages are kept, 3 are written again",
                        "\"Page 1\" is written again, since " + path(0, 0) + " has changed.",
                        "\"Page 11\" is written again, since " + path(3, 12) + " has changed.",
                        "\"Page 30\" is written again, since " + path(0, 0) + " has changed.",
                        "  Kept: Page 2, Page 3,");
        Map<String, JsonNode> after = pages();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((id, page) -> {
            boolean again = List.of("Page 1", "Page 11", "Page 30")
                    .contains(page.path("title").asText());
            assertThat(page.path("content").asText()).contains("Revision " + (again ? 2 : 1));
            assertThat(page.path("citations"))
                    .isNotEmpty()
                    .allSatisfy(citation ->
                            assertThat(citation.path("state").asText()).isEqualTo("resolves"));
        });
        assertThat(wikis()).containsEntry("stale", "false");
    }

    @Test
    @Order(2)
    void an_unchanged_commit_costs_nothing() throws Exception {
        ASKED.clear();
        assertThat(wiki("--refresh").err()).contains("Nothing has changed since commit");
        assertThat(ASKED).isEmpty();
        assertThat(product.run(folder, "wiki", host.url("o/shop"), "--refresh", "--force")
                        .code())
                .isEqualTo(2);
    }

    @Test
    @Order(3)
    void a_commit_that_adds_a_module_is_planned_anew() throws Exception {
        for (int file = 0; file < FILES; file++) {
            repository.file(path(MODULES, file), source(MODULES, file, ""));
        }
        repository.commit("main");
        ASKED.clear();
        Outcome refresh = wiki("--refresh");
        assertThat(ASKED).hasSize(PAGES + 1).contains("plan");
        assertThat(refresh.err()).contains("are planned anew and all written, since the module src/part10 came.");
    }

    private static Outcome wiki(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("wiki", host.url("o/shop"), "--pages", String.valueOf(PAGES)));
        command.addAll(List.of(more));
        return product.run(folder, command.toArray(String[]::new)).succeeded();
    }

    /** The only wiki there is, as the list tells it. */
    private static Map<String, String> wikis() throws Exception {
        JsonNode one = JSON.readTree(product.get("/api/wikis").body()).path(0);
        return Map.of("id", one.path("id").asText(), "stale", one.path("stale").asText());
    }

    private static Map<String, JsonNode> pages() throws Exception {
        String wiki = "/api/wikis/" + wikis().get("id");
        Map<String, JsonNode> pages = new TreeMap<>();
        for (JsonNode page : JSON.readTree(product.get(wiki).body()).path("pages")) {
            String id = page.path("id").asText();
            pages.put(id, JSON.readTree(product.get(wiki + "/pages/" + id).body()));
        }
        return pages;
    }

    private static String path(int module, int file) {
        return "src/part" + module + "/File" + file + ".java";
    }

    private static String source(int module, int file, String start) {
        return start + "/** Does the work number " + file + ". */\npublic class File" + file + " {\n    int part"
                + module + "() {\n        return " + file + ";\n    }\n}\n";
    }

    /** The files of a page, numbered from 1: ten files of the third of a module. */
    private static List<String> filesOf(int page) {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < FILES * MODULES / PAGES; i++) {
            int file = (page - 1) % PAGES * (FILES * MODULES / PAGES) + i;
            files.add(path(file / FILES, file % FILES));
        }
        return files;
    }

    private static String written(String request) {
        if (request.contains("You plan a wiki")) {
            ASKED.add("plan");
            StringBuilder plan = new StringBuilder("TITLE: The shop\nDESCRIPTION: All of it.\nSECTION: All\n");
            for (int page = 1; page <= PAGES; page++) {
                plan.append("PAGE: Page ").append(page).append("\nFILES: ").append(String.join(", ", filesOf(page)));
                plan.append('\n');
            }
            return plan.toString();
        }
        Matcher title = TITLE.matcher(request);
        assertThat(title.find()).as(request).isTrue();
        int page = Integer.parseInt(title.group(1));
        ASKED.add("Page " + page);
        return "# Page " + page + "\n\nRevision " + revision + ". It works ["
                + filesOf(page).get(1) + ":1-4] with the next ["
                + filesOf(page + 1).getFirst() + ":2-3].\n";
    }
}
