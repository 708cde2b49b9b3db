package io.deepwiki;

import static io.deepwiki.settings.SettingKey.*;

import io.deepwiki.settings.AccessSettings;
import io.deepwiki.settings.ChatSettings;
import io.deepwiki.settings.DatabaseSettings;
import io.deepwiki.settings.EmbedderSettings;
import io.deepwiki.settings.HttpSettings;
import io.deepwiki.settings.JobSettings;
import io.deepwiki.settings.ListenPort;
import io.deepwiki.settings.NearestName;
import io.deepwiki.settings.ProviderCaps;
import io.deepwiki.settings.ProviderSettings;
import io.deepwiki.settings.ServiceSettings;
import io.deepwiki.settings.SettingKey;
import io.deepwiki.settings.SettingsException;
import io.deepwiki.settings.SourceSettings;
import io.deepwiki.settings.WrittenSetting.Source;
import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.config.yaml.YamlConfigParser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the settings: the environment first, then {@code deepwiki.yaml}, then the defaults; all problems are said at once. */
public final class Settings {
    private static final String FILE_VARIABLE = "DEEPWIKI_CONFIG";
    private static final Set<String> OTHER_VARIABLES = Set.of(FILE_VARIABLE, "DEEPWIKI_JAVA_OPTS");

    private final Map<String, String> environment;
    private final Path workingFolder;
    private final SettingValues values;

    private Settings(Map<String, String> environment, Path workingFolder) {
        this.environment = environment;
        this.workingFolder = workingFolder;
        this.values = new SettingValues();
    }

    /**
     * Reads all settings.
     *
     * @param environment the process's environment
     * @param workingFolder absolute; {@code deepwiki.yaml} is looked for in it
     * @throws SettingsException naming every problem
     */
    public static ServiceSettings read(Map<String, String> environment, Path workingFolder) {
        Settings settings = new Settings(environment, workingFolder);
        settings.readFile();
        settings.readEnvironment();
        return settings.all();
    }

    private void readFile() {
        String named = environment.getOrDefault(FILE_VARIABLE, "").strip();
        Path file = workingFolder.resolve(named.isEmpty() ? "deepwiki.yaml" : named);
        if (!Files.isRegularFile(file)) {
            if (!named.isEmpty()) {
                values.complain(FILE_VARIABLE + " names " + file + ", which is not a file");
            }
            return;
        }
        try {
            scalars(file).forEach(this::fromFile);
        } catch (ConfigException e) {
            values.complain(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The file's values by their keys; the elements of a list are joined by commas. */
    private static Map<String, String> scalars(Path file) {
        Config config = Config.builder()
                .disableEnvironmentVariablesSource()
                .disableSystemPropertiesSource()
                .disableValueResolving()
                .disableKeyResolving()
                .disableParserServices()
                .addParser(YamlConfigParser.create())
                .addSource(ConfigSources.file(file).parser(YamlConfigParser.create()))
                .build();
        Map<String, String> scalars = new LinkedHashMap<>();
        config.traverse()
                .filter(Config::isLeaf)
                .forEach(leaf -> scalars.merge(
                        leaf.key().toString().replaceFirst("(\\.\\d+)+$", ""),
                        leaf.asString().orElse(""),
                        (first, second) -> first + "," + second));
        return scalars;
    }

    private void fromFile(String key, String value) {
        SettingKey.named(key).ifPresentOrElse(known -> values.put(known, value, Source.FILE), () -> {
            String nearest =
                    NearestName.to(key, Arrays.stream(SettingKey.values()).map(SettingKey::key));
            values.complain("the file sets " + key + ", which does not exist; is it " + nearest + "?");
        });
    }

    private void readEnvironment() {
        for (SettingKey key : SettingKey.values()) {
            String value = environment.getOrDefault(key.variable(), "");
            if (!value.isBlank()) {
                values.put(key, value, Source.ENVIRONMENT);
            }
        }
    }

    private List<String> warnings() {
        List<String> known =
                Arrays.stream(SettingKey.values()).map(SettingKey::variable).toList();
        return environment.keySet().stream()
                .filter(name ->
                        name.startsWith("DEEPWIKI_") && !known.contains(name) && !OTHER_VARIABLES.contains(name))
                .sorted()
                .map(name -> "The environment variable " + name + " is not known; is it "
                        + NearestName.to(name, known.stream()) + "?")
                .toList();
    }

    private ServiceSettings all() {
        Optional<HttpSettings> http = values.checked(this::http);
        Optional<AccessSettings> access = values.checked(this::access);
        Optional<DatabaseSettings> database = values.checked(this::database);
        Optional<SourceSettings> source = values.checked(this::source);
        Optional<JobSettings> jobs = values.checked(this::jobs);
        Optional<ChatSettings> chat = values.checked(this::chat);
        Optional<EmbedderSettings> embedder = values.checked(this::embedder);
        Path dataFolder = dataFolder();
        Optional<URI> url = values.url(URL);
        values.stopIfWrong();
        Optional<ServiceSettings> all = values.checked(() -> new ServiceSettings(
                http.orElseThrow(),
                access.orElseThrow(),
                database.orElseThrow(),
                source.orElseThrow(),
                chat.orElseThrow(),
                embedder.orElseThrow(),
                jobs.orElseThrow(),
                dataFolder,
                userFolder("XDG_CACHE_HOME", ".cache"),
                url,
                values.secret(SECRET_KEY),
                values.shown(),
                warnings()));
        values.stopIfWrong();
        return all.orElseThrow();
    }

    private HttpSettings http() {
        return new HttpSettings(
                values.required(HTTP_BIND),
                new ListenPort(values.number(HTTP_PORT), values.isSet(HTTP_PORT)),
                new HttpSettings.Web(
                        new ListenPort(values.number(HTTP_WEB_PORT), values.isSet(HTTP_WEB_PORT)),
                        values.url(HTTP_WEB_URL),
                        values.list(HTTP_TRUSTED_PROXIES),
                        values.url(HTTP_SERVER_BASE_URL),
                        values.duration(HTTP_BACKEND_TIMEOUT)),
                values.list(HTTP_ALLOWED_ORIGINS),
                new HttpSettings.Limits(
                        values.size(HTTP_MAX_BODY),
                        values.size(HTTP_MAX_EXPORT_BODY),
                        values.number(HTTP_MAX_CONNECTIONS),
                        values.number(HTTP_MAX_REQUESTS),
                        values.duration(HTTP_SHUTDOWN_GRACE)));
    }

    private AccessSettings access() {
        return new AccessSettings(
                values.bool(ACCESS_AUTH_ENABLED),
                values.bool(ACCESS_ALLOW_UNAUTHENTICATED),
                values.secrets(ACCESS_BACKEND_API_KEYS),
                values.secret(ACCESS_FRONTEND_API_KEY),
                values.secret(ACCESS_CODE));
    }

    private DatabaseSettings database() {
        return new DatabaseSettings(
                values.text(DATABASE_URL),
                values.text(DATABASE_USER),
                values.secret(DATABASE_PASSWORD),
                values.number(DATABASE_POOL_SIZE),
                values.duration(DATABASE_IDLE_TIMEOUT));
    }

    private SourceSettings source() {
        return new SourceSettings(
                values.list(SOURCE_ALLOWED_GIT_HOSTS),
                values.list(SOURCE_LOCAL_ROOTS).stream().map(Path::of).toList(),
                new SourceSettings.Limits(
                        values.duration(SOURCE_CONNECT_TIMEOUT),
                        values.duration(SOURCE_IDLE_TIMEOUT),
                        values.duration(SOURCE_FETCH_TIMEOUT),
                        values.size(SOURCE_MAX_PACK),
                        values.number(SOURCE_MAX_FILES),
                        values.size(SOURCE_MAX_FILE)),
                values.duration(SOURCE_LOOK_EVERY));
    }

    private ChatSettings chat() {
        Optional<URI> openai = values.url(OPENAI_BASE_URL);
        return new ChatSettings(
                values.text(CHAT_PROVIDER),
                values.text(CHAT_MODEL),
                new ChatSettings.OpenAi(
                        values.secret(OPENAI_API_KEY),
                        openai.orElse(URI.create(OPENAI_BASE_URL.standard())),
                        values.number(OPENAI_CONTEXT_TOKENS)),
                providers(),
                new ChatSettings.Patience(
                        values.duration(LLM_CONNECT_TIMEOUT),
                        values.duration(LLM_FIRST_TIMEOUT),
                        values.duration(LLM_IDLE_TIMEOUT),
                        values.duration(LLM_WHOLE_TIMEOUT)),
                new ChatSettings.Streams(
                        values.number(CHAT_STREAMS_PER_KEY),
                        values.number(CHAT_REQUESTS_PER_MINUTE),
                        values.duration(CHAT_READER_GRACE),
                        values.duration(CHAT_LEASE)));
    }

    private ProviderSettings providers() {
        return new ProviderSettings(
                values.text(MODELS_FILE).map(workingFolder::resolve),
                values.number(LLM_PROMPT_TOKENS),
                remote(GOOGLE_API_KEY, GOOGLE_BASE_URL),
                remote(ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL),
                remote(OPENROUTER_API_KEY, OPENROUTER_BASE_URL),
                remote(DEEPSEEK_API_KEY, DEEPSEEK_BASE_URL),
                new ProviderSettings.Azure(
                        values.secret(AZURE_API_KEY),
                        values.url(AZURE_ENDPOINT),
                        values.required(AZURE_VERSION),
                        values.text(AZURE_DEPLOYMENT)),
                new ProviderSettings.Ollama(values.text(OLLAMA_HOST), values.number(OLLAMA_CONTEXT_TOKENS)));
    }

    private ProviderSettings.Remote remote(SettingKey key, SettingKey address) {
        return new ProviderSettings.Remote(
                values.secret(key), values.url(address).orElse(URI.create(address.standard())));
    }

    private EmbedderSettings embedder() {
        return new EmbedderSettings(
                values.choice(EMBEDDER_TYPE, EmbedderSettings.Type.class),
                values.required(EMBEDDER_MODEL),
                values.number(EMBEDDER_DIMENSIONS));
    }

    private JobSettings jobs() {
        return new JobSettings(
                values.number(JOBS_PAGE_CONCURRENCY),
                values.duration(JOBS_LEASE),
                values.number(JOBS_WORKERS),
                values.duration(JOBS_PAUSE_GRACE),
                new JobSettings.Limits(
                        ProviderCaps.parse(values.list(JOBS_PROVIDER_CONCURRENCY)),
                        values.number(JOBS_QUEUE_LIMIT),
                        values.number(JOBS_KEEP_DAYS),
                        values.number(JOBS_KEEP_EVENTS_DAYS)));
    }

    private Path dataFolder() {
        return values.text(DATA_DIR)
                .map(workingFolder::resolve)
                .orElseGet(() -> userFolder("XDG_DATA_HOME", ".local/share"));
    }

    /** Our own folder under one of the user's, where the XDG convention puts it. */
    private Path userFolder(String variable, String standard) {
        String shared = environment.getOrDefault(variable, "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return (shared.startsWith("/") ? Path.of(shared) : Path.of(home, standard)).resolve("deepwiki");
    }
}
