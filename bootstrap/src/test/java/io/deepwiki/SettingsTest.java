package io.deepwiki;

import static io.deepwiki.settings.SettingKey.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.settings.ByteSize;
import io.deepwiki.settings.EmbedderSettings;
import io.deepwiki.settings.ListenPort;
import io.deepwiki.settings.ProviderCaps;
import io.deepwiki.settings.ServiceSettings;
import io.deepwiki.settings.SettingKey;
import io.deepwiki.settings.SettingsException;
import io.deepwiki.settings.WrittenSetting;
import io.deepwiki.settings.WrittenSetting.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    /** How a setting is written, what comes out of it, and what comes out when nobody sets it. */
    private record Row(String written, Function<ServiceSettings, Object> read, Object value, Object standard) {}

    private static final Map<SettingKey, Row> ROWS = rows();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void every_variable_reaches_its_record(SettingKey key) {
        Row row = row(key);
        assertThat(row.read.apply(read(Map.of(key.variable(), row.written)))).isEqualTo(row.value);
    }

    @ParameterizedTest
    @EnumSource
    void every_key_of_the_file_reaches_its_record(SettingKey key) throws IOException {
        Row row = row(key);
        file(nested(key.key(), "\"" + row.written + "\""));
        assertThat(row.read.apply(read(Map.of()))).isEqualTo(row.value);
    }

    @ParameterizedTest
    @EnumSource
    void every_default_is_known(SettingKey key) {
        Row row = row(key);
        assertThat(row.read.apply(read(Map.of()))).isEqualTo(row.standard);
    }

    @Test
    void the_environment_wins_over_the_file() throws IOException {
        file("deepwiki:\n  jobs:\n    page-concurrency: 5\n");
        assertThat(read(Map.of("DEEPWIKI_PAGE_CONCURRENCY", "7")).jobs().pageConcurrency())
                .isEqualTo(7);
        assertThat(read(Map.of("DEEPWIKI_PAGE_CONCURRENCY", "")).jobs().pageConcurrency())
                .isEqualTo(5);
    }

    @Test
    void a_list_in_the_file_may_be_a_list() throws IOException {
        file("deepwiki:\n  source:\n    allowed-git-hosts:\n      - git.local\n      - 10.0.0.1:8080\n");
        assertThat(read(Map.of()).source().allowedGitHosts()).containsExactly("git.local", "10.0.0.1:8080");
    }

    @Test
    void all_problems_are_said_at_once() throws IOException {
        file("deepwiki:\n  jobs:\n    page-concurency: 3\n    lease: 0s\n    workers: 999\n");
        Map<String, String> environment =
                Map.of("PORT", "eighty", "DEEPWIKI_HTTP_MAX_BODY", "1TB", "DEEPWIKI_URL", "localhost:1");
        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(SettingsException.class)
                .message()
                .contains("deepwiki.jobs.page-concurency, which does not exist; is it deepwiki.jobs.page-concurrency?")
                .contains("deepwiki.jobs.lease must be 1s to 10m, is 0s")
                .contains("deepwiki.jobs.workers must be 1 to 256, is 999")
                .contains("deepwiki.http.port (PORT) must be a whole number, is 'eighty'")
                .contains("deepwiki.http.max-body (DEEPWIKI_HTTP_MAX_BODY) must be a size")
                .contains("deepwiki.url must be an address");
    }

    @Test
    void an_unknown_variable_is_warned_about_with_the_nearest_name() {
        assertThat(read(Map.of("DEEPWIKI_DATABSE_URL", "x")).warnings())
                .containsExactly(
                        "The environment variable DEEPWIKI_DATABSE_URL is not known; is it DEEPWIKI_DATABASE_URL?");
        assertThat(read(Map.of("DEEPWIKI_JAVA_OPTS", "-Xmx2g", "HOME", "/root")).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "TRUE", "on", "flase"})
    void a_boolean_is_true_or_false_and_nothing_else(String written) {
        assertThatThrownBy(() -> read(Map.of("DEEPWIKI_API_KEY_AUTH_ENABLED", written)))
                .hasMessageContaining("must be true or false, is '" + written + "'");
    }

    @Test
    void without_keys_the_service_is_not_opened_to_the_network_by_accident() {
        Map<String, String> open =
                new HashMap<>(Map.of("DEEPWIKI_API_KEY_AUTH_ENABLED", "false", "DEEPWIKI_BIND", "0.0.0.0"));
        assertThatThrownBy(() -> read(open)).hasMessageContaining("DEEPWIKI_ALLOW_UNAUTHENTICATED=true");
        open.put("DEEPWIKI_ALLOW_UNAUTHENTICATED", "true");
        assertThat(read(open).access().required()).isFalse();
        assertThat(read(Map.of("DEEPWIKI_API_KEY_AUTH_ENABLED", "false")).http().loopbackOnly())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"DEEPWIKI_BIND, 0.0.0.0", "DEEPWIKI_BIND, ::", "DEEPWIKI_WEB_URL, https://wiki.example.org"})
    void without_an_access_code_the_web_listener_is_not_opened_to_the_network_by_accident(String how, String where) {
        Map<String, String> open = new HashMap<>(Map.of(how, where));
        assertThatThrownBy(() -> read(open))
                .hasMessageContaining("DEEPWIKI_AUTH_CODE to a code that your team shares")
                .hasMessageContaining("DEEPWIKI_ALLOW_UNAUTHENTICATED=true")
                .hasMessageContaining(where);
        open.put("DEEPWIKI_AUTH_CODE", " ");
        assertThatThrownBy(() -> read(open)).hasMessageContaining("DEEPWIKI_AUTH_CODE");
        open.put("DEEPWIKI_AUTH_CODE", "open sesame");
        assertThat(read(open).access().code()).hasValue(new Secret("open sesame"));
        open.remove("DEEPWIKI_AUTH_CODE");
        open.put("DEEPWIKI_ALLOW_UNAUTHENTICATED", "true");
        assertThat(read(open).access().code()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "ünïcöde", " sesame "})
    void an_access_code_that_can_be_guessed_stops_the_start_and_says_what_to_choose(String code) {
        assertThatThrownBy(() -> read(Map.of("DEEPWIKI_AUTH_CODE", code)))
                .hasMessageContaining(
                        "DEEPWIKI_AUTH_CODE is so short that it can be guessed: choose one of 8 characters or more")
                .hasMessageNotContaining(code.strip());
        assertThat(read(Map.of("DEEPWIKI_AUTH_CODE", "12345678")).access().code())
                .isPresent();
    }

    @Test
    void a_proxy_is_trusted_by_its_address() {
        assertThat(read(Map.of("DEEPWIKI_TRUSTED_PROXIES", "127.0.0.1,2001:db8::7"))
                        .http()
                        .web()
                        .trustedProxies())
                .containsExactly("127.0.0.1", "2001:db8::7");
        assertThatThrownBy(() -> read(Map.of("DEEPWIKI_TRUSTED_PROXIES", "proxy.example.org")))
                .hasMessageContaining("http.trusted-proxies must be addresses");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, true",
        "::1, true",
        "[::1], true",
        "0:0:0:0:0:0:0:1, true",
        "localhost, true",
        "127.evil.example, false"
    })
    void every_address_of_this_machine_alone_counts_as_such_and_no_name_that_looks_like_one(
            String bind, boolean alone) {
        Map<String, String> bound = Map.of("DEEPWIKI_BIND", bind, "DEEPWIKI_ALLOW_UNAUTHENTICATED", "true");
        assertThat(read(bound).http().loopbackOnly()).isEqualTo(alone);
    }

    @Test
    void secrets_do_not_show() {
        Map<String, String> secrets = Arrays.stream(SettingKey.values())
                .filter(SettingKey::secret)
                .collect(Collectors.toMap(SettingKey::variable, _ -> "sesame-open"));
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(4);
        assertThat(read(secrets).toString()).doesNotContain("sesame");
    }

    @Test
    void every_setting_is_shown_with_who_wrote_it_and_no_secret() throws IOException {
        file("deepwiki:\n  jobs:\n    workers: 5\n");
        Map<String, String> environment =
                Map.of("OPENAI_API_KEY", "sesame", "DEEPWIKI_DATABASE_URL", "jdbc:postgresql://me:sesame@db/wiki");
        List<WrittenSetting> shown = read(environment).written();
        assertThat(shown)
                .hasSize(SettingKey.values().length)
                .contains(
                        new WrittenSetting(OPENAI_API_KEY, "set", Source.ENVIRONMENT),
                        new WrittenSetting(GOOGLE_API_KEY, "not set", Source.DEFAULT),
                        new WrittenSetting(JOBS_WORKERS, "5", Source.FILE),
                        new WrittenSetting(JOBS_QUEUE_LIMIT, "200", Source.DEFAULT),
                        new WrittenSetting(DATABASE_URL, "jdbc:postgresql://***@db/wiki", Source.ENVIRONMENT));
        assertThat(shown.toString()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "ollama", "ollama=", "=4", "0", "ollama=0", "10001"})
    void a_cap_of_providers_that_is_none_is_said(String written) {
        assertThatThrownBy(() -> read(Map.of("DEEPWIKI_PROVIDER_CONCURRENCY", written)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("deepwiki.jobs.provider-concurrency must be");
    }

    @Test
    void a_settings_file_that_is_named_must_be_there() throws IOException {
        assertThatThrownBy(() -> read(Map.of("DEEPWIKI_CONFIG", "other.yaml"))).hasMessageContaining("other.yaml");
        Files.writeString(folder.resolve("other.yaml"), "deepwiki:\n  chat:\n    provider: openai\n");
        assertThat(read(Map.of("DEEPWIKI_CONFIG", "other.yaml")).chat().provider())
                .contains("openai");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, http://localhost:11434",
        "10.0.0.7:1234, http://10.0.0.7:1234",
        "0.0.0.0, http://127.0.0.1:11434",
        ":5000, http://127.0.0.1:5000",
        "http://gpu, http://gpu",
        "https://gpu.example:8443/, https://gpu.example:8443",
        "https://gpu.example/ollama, https://gpu.example/ollama",
    })
    void the_host_of_ollama_is_read_as_ollama_reads_it(String written, URI address) {
        assertThat(read(Map.of("OLLAMA_HOST", written)).chat().others().ollama().address())
                .contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://gpu", "http://me:secret@gpu", "a b", "http://gpu?x=1"})
    void a_host_of_ollama_that_is_none_is_said(String written) {
        assertThatThrownBy(() -> read(Map.of("OLLAMA_HOST", written)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("deepwiki.ollama.host must be a host like")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_broken_file_stops_the_start() throws IOException {
        file("deepwiki: [unclosed");
        assertThatThrownBy(() -> read(Map.of())).isInstanceOf(SettingsException.class);
    }

    private static Row row(SettingKey key) {
        return Objects.requireNonNull(ROWS.get(key), () -> "a new setting needs a row here: " + key);
    }

    private ServiceSettings read(Map<String, String> environment) {
        return Settings.read(environment, folder);
    }

    private void file(String yaml) throws IOException {
        Files.writeString(folder.resolve("deepwiki.yaml"), yaml);
    }

    private static String nested(String key, String value) {
        StringBuilder yaml = new StringBuilder();
        String indent = "";
        for (String part : List.of(key.split("\\.", -1))) {
            yaml.append(yaml.isEmpty() ? "" : "\n").append(indent).append(part).append(":");
            indent += "  ";
        }
        return yaml.append(" ").append(value).append("\n").toString();
    }

    private static Map<SettingKey, Row> rows() {
        Map<SettingKey, Row> rows = new EnumMap<>(SettingKey.class);
        Optional<Object> none = Optional.empty();
        rows.put(
                HTTP_PORT,
                new Row("9001", s -> s.http().api(), new ListenPort(9001, true), new ListenPort(8001, false)));
        rows.put(
                HTTP_WEB_PORT,
                new Row("0", s -> s.http().web().port(), new ListenPort(0, true), new ListenPort(3000, false)));
        rows.put(HTTP_BIND, new Row("127.0.0.2", s -> s.http().bind(), "127.0.0.2", "127.0.0.1"));
        rows.put(
                HTTP_ALLOWED_ORIGINS,
                new Row(
                        "https://a.example, https://b.example",
                        s -> s.http().allowedOrigins(),
                        List.of("https://a.example", "https://b.example"),
                        List.of("http://localhost:3000")));
        rows.put(
                HTTP_SERVER_BASE_URL,
                new Row(
                        "http://api:8001/",
                        s -> s.http().web().backend(),
                        Optional.of(URI.create("http://api:8001")),
                        none));
        rows.put(
                HTTP_BACKEND_TIMEOUT,
                new Row("10s", s -> s.http().web().backendTimeout(), Duration.ofSeconds(10), Duration.ofMinutes(5)));
        rows.put(
                HTTP_WEB_URL,
                new Row(
                        "http://localhost:80",
                        s -> s.http().web().url(),
                        Optional.of(URI.create("http://localhost:80")),
                        none));
        rows.put(
                HTTP_TRUSTED_PROXIES,
                new Row(
                        "127.0.0.1, ::1",
                        s -> s.http().web().trustedProxies(),
                        List.of("127.0.0.1", "::1"),
                        List.of()));
        rows.put(
                HTTP_MAX_BODY,
                new Row("2MiB", s -> s.http().limits().body(), ByteSize.mebibytes(2), ByteSize.mebibytes(1)));
        rows.put(
                HTTP_MAX_EXPORT_BODY,
                new Row(
                        "512KiB",
                        s -> s.http().limits().exportBody(),
                        ByteSize.kibibytes(512),
                        ByteSize.mebibytes(16)));
        rows.put(HTTP_MAX_CONNECTIONS, new Row("10", s -> s.http().limits().connections(), 10, 2000));
        rows.put(HTTP_MAX_REQUESTS, new Row("11", s -> s.http().limits().requests(), 11, 1000));
        rows.put(
                HTTP_SHUTDOWN_GRACE,
                new Row(
                        "500ms",
                        s -> s.http().limits().shutdownGrace(),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(10)));
        rows.put(ACCESS_AUTH_ENABLED, new Row("false", s -> s.access().required(), false, true));
        rows.put(ACCESS_ALLOW_UNAUTHENTICATED, new Row("true", s -> s.access().allowUnauthenticated(), true, false));
        rows.put(
                ACCESS_BACKEND_API_KEYS,
                new Row("k1,k2", s -> s.access().keys(), List.of(new Secret("k1"), new Secret("k2")), List.of()));
        rows.put(
                ACCESS_FRONTEND_API_KEY,
                new Row("k3", s -> s.access().frontendKey(), Optional.of(new Secret("k3")), none));
        rows.put(
                ACCESS_CODE,
                new Row("open sesame", s -> s.access().code(), Optional.of(new Secret("open sesame")), none));
        rows.put(
                DATA_DIR,
                new Row(
                        "/data/here",
                        ServiceSettings::dataFolder,
                        Path.of("/data/here"),
                        Path.of(System.getProperty("user.home"), ".local", "share", "deepwiki")));
        rows.put(
                URL,
                new Row("http://wiki:8001", ServiceSettings::url, Optional.of(URI.create("http://wiki:8001")), none));
        rows.put(SECRET_KEY, new Row("hush", ServiceSettings::secretKey, Optional.of(new Secret("hush")), none));
        rows.put(
                DATABASE_URL,
                new Row(
                        "jdbc:postgresql://db/wiki",
                        s -> s.database().url(),
                        Optional.of("jdbc:postgresql://db/wiki"),
                        none));
        rows.put(DATABASE_USER, new Row("ann", s -> s.database().user(), Optional.of("ann"), none));
        rows.put(
                DATABASE_PASSWORD,
                new Row("hush", s -> s.database().password(), Optional.of(new Secret("hush")), none));
        rows.put(DATABASE_POOL_SIZE, new Row("20", s -> s.database().poolSize(), 20, 10));
        rows.put(
                DATABASE_IDLE_TIMEOUT,
                new Row("30s", s -> s.database().idle(), Duration.ofSeconds(30), Duration.ofMinutes(1)));
        rows.put(
                SOURCE_ALLOWED_GIT_HOSTS,
                new Row(
                        "git.local,127.0.0.1:8080",
                        s -> s.source().allowedGitHosts(),
                        List.of("git.local", "127.0.0.1:8080"),
                        List.of()));
        rows.put(
                SOURCE_LOCAL_ROOTS,
                new Row(
                        "/src,/more",
                        s -> s.source().localRoots(),
                        List.of(Path.of("/src"), Path.of("/more")),
                        List.of()));
        rows.put(
                SOURCE_CONNECT_TIMEOUT,
                new Row("5s", s -> s.source().limits().connect(), Duration.ofSeconds(5), Duration.ofSeconds(10)));
        rows.put(
                SOURCE_IDLE_TIMEOUT,
                new Row("5s", s -> s.source().limits().idle(), Duration.ofSeconds(5), Duration.ofSeconds(30)));
        rows.put(
                SOURCE_FETCH_TIMEOUT,
                new Row("90s", s -> s.source().limits().fetch(), Duration.ofSeconds(90), Duration.ofMinutes(10)));
        rows.put(
                SOURCE_MAX_PACK,
                new Row("2GiB", s -> s.source().limits().pack(), ByteSize.gibibytes(2), ByteSize.gibibytes(1)));
        rows.put(SOURCE_MAX_FILES, new Row("1000", s -> s.source().limits().files(), 1000, 50_000));
        rows.put(
                SOURCE_MAX_FILE,
                new Row("2MiB", s -> s.source().limits().file(), ByteSize.mebibytes(2), ByteSize.mebibytes(1)));
        rows.put(
                SOURCE_LOOK_EVERY,
                new Row("1h", s -> s.source().lookEvery(), Duration.ofHours(1), Duration.ofMinutes(10)));
        rows.put(CHAT_PROVIDER, new Row("openai", s -> s.chat().provider(), Optional.of("openai"), none));
        rows.put(OPENAI_API_KEY, new Row("k", s -> s.chat().openai().key(), Optional.of(new Secret("k")), none));
        rows.put(
                OPENAI_BASE_URL,
                new Row(
                        "http://localhost:9101/v1",
                        s -> s.chat().openai().baseUrl(),
                        URI.create("http://localhost:9101/v1"),
                        URI.create("https://api.openai.com/v1")));
        rows.put(OPENAI_CONTEXT_TOKENS, new Row("8000", s -> s.chat().openai().contextTokens(), 8000, 60_000));
        rows.put(
                GOOGLE_API_KEY,
                new Row("k", s -> s.chat().others().google().key(), Optional.of(new Secret("k")), none));
        rows.put(
                GOOGLE_BASE_URL,
                new Row(
                        "https://relay.example/x/",
                        s -> s.chat().others().google().baseUrl(),
                        URI.create("https://relay.example/x"),
                        URI.create("https://generativelanguage.googleapis.com/v1beta")));
        rows.put(
                ANTHROPIC_API_KEY,
                new Row("k", s -> s.chat().others().anthropic().key(), Optional.of(new Secret("k")), none));
        rows.put(
                ANTHROPIC_BASE_URL,
                new Row(
                        "https://relay.example/x/",
                        s -> s.chat().others().anthropic().baseUrl(),
                        URI.create("https://relay.example/x"),
                        URI.create("https://api.anthropic.com/v1")));
        rows.put(
                OPENROUTER_API_KEY,
                new Row("k", s -> s.chat().others().openrouter().key(), Optional.of(new Secret("k")), none));
        rows.put(
                OPENROUTER_BASE_URL,
                new Row(
                        "https://relay.example/x/",
                        s -> s.chat().others().openrouter().baseUrl(),
                        URI.create("https://relay.example/x"),
                        URI.create("https://openrouter.ai/api/v1")));
        rows.put(
                DEEPSEEK_API_KEY,
                new Row("k", s -> s.chat().others().deepseek().key(), Optional.of(new Secret("k")), none));
        rows.put(
                DEEPSEEK_BASE_URL,
                new Row(
                        "https://relay.example/x/",
                        s -> s.chat().others().deepseek().baseUrl(),
                        URI.create("https://relay.example/x"),
                        URI.create("https://api.deepseek.com")));
        rows.put(AZURE_API_KEY, new Row("k", s -> s.chat().others().azure().key(), Optional.of(new Secret("k")), none));
        rows.put(
                AZURE_ENDPOINT,
                new Row(
                        "https://me.openai.azure.com/",
                        s -> s.chat().others().azure().endpoint(),
                        Optional.of(URI.create("https://me.openai.azure.com")),
                        none));
        rows.put(
                AZURE_VERSION,
                new Row(
                        "2025-01-01-preview",
                        s -> s.chat().others().azure().version(),
                        "2025-01-01-preview",
                        "2024-10-21"));
        rows.put(
                AZURE_DEPLOYMENT,
                new Row("mine", s -> s.chat().others().azure().deployment(), Optional.of("mine"), none));
        rows.put(
                OLLAMA_HOST,
                new Row(
                        "gpu",
                        s -> s.chat().others().ollama().address(),
                        Optional.of(URI.create("http://gpu:11434")),
                        none));
        rows.put(
                OLLAMA_CONTEXT_TOKENS,
                new Row("32768", s -> s.chat().others().ollama().contextTokens(), 32_768, 16_384));
        rows.put(
                MODELS_FILE,
                new Row(
                        "/etc/models.json",
                        s -> s.chat().others().modelsFile(),
                        Optional.of(Path.of("/etc/models.json")),
                        none));
        rows.put(LLM_PROMPT_TOKENS, new Row("90000", s -> s.chat().others().promptTokens(), 90_000, 60_000));
        rows.put(CHAT_MODEL, new Row("gpt", s -> s.chat().model(), Optional.of("gpt"), none));
        rows.put(CHAT_STREAMS_PER_KEY, new Row("7", s -> s.chat().streams().perKey(), 7, 200));
        rows.put(CHAT_REQUESTS_PER_MINUTE, new Row("9", s -> s.chat().streams().requestsPerMinute(), 9, 600));
        rows.put(
                CHAT_READER_GRACE,
                new Row("2s", s -> s.chat().streams().readerGrace(), Duration.ofSeconds(2), Duration.ofSeconds(10)));
        rows.put(
                CHAT_LEASE,
                new Row("5s", s -> s.chat().streams().lease(), Duration.ofSeconds(5), Duration.ofSeconds(15)));
        rows.put(
                LLM_CONNECT_TIMEOUT,
                new Row("5s", s -> s.chat().patience().connect(), Duration.ofSeconds(5), Duration.ofSeconds(10)));
        rows.put(
                LLM_FIRST_TIMEOUT,
                new Row("30s", s -> s.chat().patience().first(), Duration.ofSeconds(30), Duration.ofMinutes(2)));
        rows.put(
                LLM_IDLE_TIMEOUT,
                new Row("30s", s -> s.chat().patience().idle(), Duration.ofSeconds(30), Duration.ofMinutes(1)));
        rows.put(
                LLM_WHOLE_TIMEOUT,
                new Row("1h", s -> s.chat().patience().whole(), Duration.ofHours(1), Duration.ofMinutes(15)));
        rows.put(
                EMBEDDER_TYPE,
                new Row("none", s -> s.embedder().type(), EmbedderSettings.Type.NONE, EmbedderSettings.Type.ONNX));
        rows.put(
                EMBEDDER_MODEL,
                new Row("nomic-embed-text", s -> s.embedder().model(), "nomic-embed-text", "text-embedding-3-small"));
        rows.put(EMBEDDER_DIMENSIONS, new Row("768", s -> s.embedder().dimensions(), 768, 1536));
        rows.put(JOBS_PAGE_CONCURRENCY, new Row("4", s -> s.jobs().pageConcurrency(), 4, 3));
        rows.put(JOBS_LEASE, new Row("1m", s -> s.jobs().lease(), Duration.ofMinutes(1), Duration.ofSeconds(15)));
        rows.put(JOBS_WORKERS, new Row("16", s -> s.jobs().workers(), 16, 8));
        rows.put(
                JOBS_PAUSE_GRACE,
                new Row("5s", s -> s.jobs().pauseGrace(), Duration.ofSeconds(5), Duration.ofMinutes(1)));
        rows.put(
                JOBS_PROVIDER_CONCURRENCY,
                new Row(
                        "4, ollama=1",
                        s -> s.jobs().limits().providers(),
                        new ProviderCaps(4, Map.of("ollama", 1)),
                        new ProviderCaps(16, Map.of())));
        rows.put(JOBS_QUEUE_LIMIT, new Row("7", s -> s.jobs().limits().queue(), 7, 200));
        rows.put(JOBS_KEEP_DAYS, new Row("0", s -> s.jobs().limits().keepDays(), 0, 90));
        rows.put(JOBS_KEEP_EVENTS_DAYS, new Row("5", s -> s.jobs().limits().keepEventsDays(), 5, 30));
        return rows;
    }
}
