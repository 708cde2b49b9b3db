package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.e2e.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product on a language model that speaks OpenAI's protocol. */
class LanguageModelE2e {
    private static final String KEY = "sk-canary-5f2d";
    private static final String QUESTION = "What sums up the purple lines?";
    private static final String PLAN = """
            Here is the plan:
            ```
            TITLE: The shop
            DESCRIPTION: Orders and reports.
            SECTION: Overview
            PAGE: Reports
            ABOUT: How reports are made.
            FILES: tools/report.py, README.md, no/such/file.py
            PAGE: Greeting
            ABOUT: The page that greets.
            FILES: web/ui/app.ts
            ```""";
    private static final String PAGE =
            "# A page\n\nThe function `report` sums up the lines [tools/report.py:4-6], not elsewhere [tools/none.py:1-2].\n";
    private static final String ANSWER = "The function `report` does [tools/report.py:4-6].";

    @TempDir
    Path folder;

    @Test
    void a_model_writes_the_wiki_and_the_answers_and_its_key_is_nowhere() throws Exception {
        Path project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        Path home = Files.createDirectory(folder.resolve("home"));
        try (ScriptedProvider provider = new ScriptedProvider(LanguageModelE2e::written);
                Installation product = new Installation(home)
                        .with("OPENAI_API_KEY", KEY)
                        .with("OPENAI_BASE_URL", provider.url().toString())) {
            Path book = folder.resolve("book");
            Outcome wiki = product.run(project, "wiki", ".", "--concise", "--out", book.toString())
                    .succeeded();
            assertThat(wiki.out()).contains("Wiki: The shop");
            assertThat(Files.readString(book.resolve("reports.md")))
                    .contains("[tools/report.py:4-6]", "[web/ui/app.ts:1-3]");
            assertThat(wiki.err()).contains("no/such/file.py");
            assertThat(product.get("/models/config").body()).contains("\"defaultProvider\":\"openai\"");

            Outcome answer = product.run(project, "ask", ".", QUESTION).succeeded();
            assertThat(answer.out()).contains(ANSWER);
            assertThat(provider.requests())
                    .hasSize(14)
                    .allSatisfy(request -> assertThat(request).startsWith("Bearer " + KEY));
            assertThat(provider.requests().getLast()).contains(QUESTION, "4: def report(lines):");
            assertThat(rows(home))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row)
                            .doesNotContain(
                                    KEY,
                                    "purple",
                                    "You answer questions",
                                    "You write one page",
                                    provider.url().getAuthority()));
        }
        assertThat(logs(home))
                .isNotEmpty()
                .allSatisfy(log ->
                        assertThat(log).doesNotContain(KEY, "purple", "You answer questions", "You write one page"));
    }

    private static String written(String request) {
        if (request.contains("These citations point at lines")) {
            return PAGE.replace("tools/none.py:1-2", "web/ui/app.ts:1-3");
        }
        return request.contains("You plan a wiki") ? PLAN : request.contains("You write one page") ? PAGE : ANSWER;
    }

    /** Every row of every table, as text. */
    private static List<String> rows(Path home) throws IOException, SQLException {
        Path server = home.resolve("data/pg");
        String url = "jdbc:postgresql://127.0.0.1:"
                + Files.readString(server.resolve("port")).strip() + "/postgres";
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        url,
                        "deepwiki",
                        Files.readString(server.resolve("password")).strip());
                Statement statement = connection.createStatement()) {
            for (String table : read(
                    statement,
                    "select quote_ident(table_name) from information_schema.tables where table_schema = 'public'")) {
                rows.addAll(read(statement, "select t::text from " + table + " t"));
            }
        }
        return rows;
    }

    private static List<String> read(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static List<String> logs(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data/logs"))) {
            return files.filter(Files::isRegularFile)
                    .map(LanguageModelE2e::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
