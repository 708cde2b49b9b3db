package io.deepwiki.settings;

import java.util.Optional;

/** Every setting: its name in the file, its environment variable, its default as written, and what it is for. */
public enum SettingKey {
    HTTP_PORT(
            "http.port",
            "PORT",
            "8001",
            "Port of the API; 0 takes any free one. When it is not set and taken, the next free one is used."),
    HTTP_WEB_PORT(
            "http.web-port",
            "DEEPWIKI_WEB_PORT",
            "3000",
            "Port of the web listener; 0 takes any free one, like the API's."),
    HTTP_BIND(
            "http.bind",
            "DEEPWIKI_BIND",
            "127.0.0.1",
            "Address that both listeners bind to; 0.0.0.0 opens them to the network."),
    HTTP_ALLOWED_ORIGINS(
            "http.allowed-origins",
            "DEEPWIKI_ALLOWED_ORIGINS",
            "http://localhost:3000",
            "Origins that browsers may call the API from (list)."),
    HTTP_SERVER_BASE_URL(
            "http.server-base-url",
            "SERVER_BASE_URL",
            "",
            "API that the web listener stands in front of; that of the same process when empty. ./deepwiki web needs it."),
    HTTP_BACKEND_TIMEOUT(
            "http.backend-timeout",
            "DEEPWIKI_BACKEND_TIMEOUT",
            "5m",
            "How long that API may say nothing, 1s to 1h, before the web listener gives a request up; a model may think for minutes."),
    HTTP_WEB_URL(
            "http.web-url",
            "DEEPWIKI_WEB_URL",
            "",
            "Address by which people reach the web listener behind a proxy of yours, like https://wiki.example.com; its own when empty."),
    HTTP_TRUSTED_PROXIES(
            "http.trusted-proxies",
            "DEEPWIKI_TRUSTED_PROXIES",
            "",
            "Addresses of proxies of yours before the web listener (list): the last entry of their X-Forwarded-For is believed when wrong codes are counted by address."),
    HTTP_MAX_BODY(
            "http.max-body",
            "DEEPWIKI_HTTP_MAX_BODY",
            "1MiB",
            "Largest request body, 1KiB to 1GiB; larger ones are 413."),
    HTTP_MAX_EXPORT_BODY(
            "http.max-export-body",
            "DEEPWIKI_HTTP_MAX_EXPORT_BODY",
            "16MiB",
            "Largest body of POST /export/wiki, 1KiB to 1GiB."),
    HTTP_MAX_CONNECTIONS(
            "http.max-connections",
            "DEEPWIKI_HTTP_MAX_CONNECTIONS",
            "2000",
            "Connections at once per listener, 1 to 100000."),
    HTTP_MAX_REQUESTS(
            "http.max-requests", "DEEPWIKI_HTTP_MAX_REQUESTS", "1000", "Requests at once per listener, 1 to 100000."),
    HTTP_SHUTDOWN_GRACE(
            "http.shutdown-grace",
            "DEEPWIKI_HTTP_SHUTDOWN_GRACE",
            "10s",
            "How long requests may end by themselves when the service stops, 0s to 25s."),
    ACCESS_AUTH_ENABLED(
            "access.api-key-auth-enabled",
            "DEEPWIKI_API_KEY_AUTH_ENABLED",
            "true",
            "Whether the API asks for a key in X-API-Key (true or false)."),
    ACCESS_ALLOW_UNAUTHENTICATED(
            "access.allow-unauthenticated",
            "DEEPWIKI_ALLOW_UNAUTHENTICATED",
            "false",
            "Whether the API may be open to the network without keys, and the web listener without an access code (true or false)."),
    ACCESS_CODE(
            "access.auth-code",
            "DEEPWIKI_AUTH_CODE",
            "",
            "Code of 8 characters or more that people share and show to the web listener once a week; nothing is asked for when empty.",
            true),
    ACCESS_BACKEND_API_KEYS(
            "access.backend-api-keys",
            "DEEPWIKI_BACKEND_API_KEYS",
            "",
            "Keys that the API accepts (list); when empty, one is made in the data folder on the first start.",
            true),
    ACCESS_FRONTEND_API_KEY(
            "access.frontend-api-key",
            "DEEPWIKI_FRONTEND_API_KEY",
            "",
            "Key that the command line and the web listener use; else the first backend key, else the data folder's.",
            true),
    DATA_DIR(
            "data-dir",
            "DEEPWIKI_DATA_DIR",
            "",
            "The data folder; $XDG_DATA_HOME/deepwiki, else ~/.local/share/deepwiki when empty."),
    URL(
            "url",
            "DEEPWIKI_URL",
            "",
            "Service that the command line speaks to; its own one, started when needed, when empty."),
    SECRET_KEY(
            "secret-key",
            "DEEPWIKI_SECRET_KEY",
            "",
            "Encrypts access tokens of waiting jobs; the same on all instances. Made in the data folder when empty.",
            true),
    DATABASE_URL(
            "database.url",
            "DEEPWIKI_DATABASE_URL",
            "",
            "JDBC URL of a PostgreSQL with pgvector; the embedded server is used when empty."),
    DATABASE_USER("database.user", "DEEPWIKI_DATABASE_USER", "", "User at that PostgreSQL."),
    DATABASE_PASSWORD("database.password", "DEEPWIKI_DATABASE_PASSWORD", "", "Password at that PostgreSQL.", true),
    DATABASE_POOL_SIZE(
            "database.pool-size", "DEEPWIKI_DATABASE_POOL_SIZE", "10", "Connections to the database, 2 to 200."),
    DATABASE_IDLE_TIMEOUT(
            "database.idle-timeout",
            "DEEPWIKI_DATABASE_IDLE_TIMEOUT",
            "1m",
            "How long the database may say nothing while it works on a statement, 1s to 1h: then it counts as away. Changes of the schema may take longer."),
    SOURCE_ALLOWED_GIT_HOSTS(
            "source.allowed-git-hosts",
            "DEEPWIKI_ALLOWED_GIT_HOSTS",
            "",
            "Git hosts (host or host:port, list) that may have a private address or speak plain http."),
    SOURCE_LOCAL_ROOTS(
            "source.local-roots",
            "DEEPWIKI_LOCAL_ROOTS",
            "",
            "Folders (absolute paths, list) under which local repositories may be read; those in the data folder's local-roots too."),
    SOURCE_CONNECT_TIMEOUT(
            "source.connect-timeout",
            "DEEPWIKI_SOURCE_CONNECT_TIMEOUT",
            "10s",
            "Longest wait for a connection to a Git host, 100ms to 5m."),
    SOURCE_IDLE_TIMEOUT(
            "source.idle-timeout",
            "DEEPWIKI_SOURCE_IDLE_TIMEOUT",
            "30s",
            "How long a Git host may say nothing, 100ms to 10m."),
    SOURCE_FETCH_TIMEOUT(
            "source.fetch-timeout",
            "DEEPWIKI_SOURCE_FETCH_TIMEOUT",
            "10m",
            "Longest time for fetching a repository, 1s to 24h."),
    SOURCE_MAX_PACK(
            "source.max-pack",
            "DEEPWIKI_SOURCE_MAX_PACK",
            "1GiB",
            "Most bytes fetched for a repository, 1MiB to 1024GiB."),
    SOURCE_MAX_FILES(
            "source.max-files", "DEEPWIKI_SOURCE_MAX_FILES", "50000", "Most files of a repository, 1 to 10000000."),
    SOURCE_MAX_FILE(
            "source.max-file",
            "DEEPWIKI_SOURCE_MAX_FILE",
            "1MiB",
            "Largest file that is read, 1KiB to 64MiB; larger ones are left out and counted."),
    SOURCE_LOOK_EVERY(
            "source.look-every",
            "DEEPWIKI_SOURCE_LOOK_EVERY",
            "10m",
            "How often the remote of a public repository with a wiki is looked at, at most, by all instances together, 1s to 24h."),
    CHAT_PROVIDER(
            "chat.provider",
            "DEEPWIKI_CHAT_PROVIDER",
            "",
            "Provider of language models that is used unless a request names one; the first that is configured, else builtin, when empty."),
    CHAT_MODEL(
            "chat.model",
            "DEEPWIKI_CHAT_MODEL",
            "",
            "Model that is used unless a request names one; the provider's first when empty."),
    CHAT_STREAMS_PER_KEY(
            "chat.streams-per-key",
            "DEEPWIKI_CHAT_STREAMS_PER_KEY",
            "200",
            "Answers that one API key may have running at once, over all instances, 1 to 100000."),
    CHAT_REQUESTS_PER_MINUTE(
            "chat.requests-per-minute",
            "DEEPWIKI_CHAT_REQUESTS_PER_MINUTE",
            "600",
            "Questions that one API key may ask within any minute, over all instances, 1 to 10000000."),
    CHAT_READER_GRACE(
            "chat.reader-grace",
            "DEEPWIKI_CHAT_READER_GRACE",
            "10s",
            "How long an answer goes on when nobody reads it any more, 100ms to 1h."),
    CHAT_LEASE(
            "chat.lease",
            "DEEPWIKI_CHAT_LEASE",
            "15s",
            "When the answers of an instance that gives no sign of life are ended by the others, 1s to 10m."),
    OPENAI_API_KEY(
            "openai.api-key",
            "OPENAI_API_KEY",
            "",
            "Key of OpenAI, or of another server that speaks its protocol.",
            true),
    OPENAI_BASE_URL(
            "openai.base-url",
            "OPENAI_BASE_URL",
            "https://api.openai.com/v1",
            "Where OpenAI's protocol is spoken; a server of your own may do without a key."),
    OPENAI_CONTEXT_TOKENS(
            "openai.context-tokens",
            "OPENAI_CONTEXT_TOKENS",
            "60000",
            "Most tokens of a prompt, 4000 to 10000000; passages that do not fit are left out, the last first."),
    GOOGLE_API_KEY("google.api-key", "GOOGLE_API_KEY", "", "Key of Google AI Studio, for Gemini.", true),
    GOOGLE_BASE_URL(
            "google.base-url",
            "GOOGLE_BASE_URL",
            "https://generativelanguage.googleapis.com/v1beta",
            "Where Gemini is asked."),
    ANTHROPIC_API_KEY("anthropic.api-key", "ANTHROPIC_API_KEY", "", "Key of Anthropic, for Claude.", true),
    ANTHROPIC_BASE_URL(
            "anthropic.base-url", "ANTHROPIC_BASE_URL", "https://api.anthropic.com/v1", "Where Claude is asked."),
    OPENROUTER_API_KEY("openrouter.api-key", "OPENROUTER_API_KEY", "", "Key of OpenRouter.", true),
    OPENROUTER_BASE_URL(
            "openrouter.base-url", "OPENROUTER_BASE_URL", "https://openrouter.ai/api/v1", "Where OpenRouter is asked."),
    DEEPSEEK_API_KEY("deepseek.api-key", "DEEPSEEK_API_KEY", "", "Key of DeepSeek.", true),
    DEEPSEEK_BASE_URL("deepseek.base-url", "DEEPSEEK_BASE_URL", "https://api.deepseek.com", "Where DeepSeek is asked."),
    AZURE_API_KEY("azure.api-key", "AZURE_OPENAI_API_KEY", "", "Key of a resource of Azure OpenAI.", true),
    AZURE_ENDPOINT(
            "azure.endpoint",
            "AZURE_OPENAI_ENDPOINT",
            "",
            "Address of that resource, like https://name.openai.azure.com; needed together with its key."),
    AZURE_VERSION("azure.version", "AZURE_OPENAI_VERSION", "2024-10-21", "Version of Azure's API."),
    AZURE_DEPLOYMENT(
            "azure.deployment",
            "AZURE_OPENAI_DEPLOYMENT",
            "",
            "Deployment that is asked unless a request names one; the first model of the file of models when empty."),
    OLLAMA_HOST(
            "ollama.host",
            "OLLAMA_HOST",
            "",
            "Where Ollama runs, with or without http:// and port (11434); ollama is configured only if this is set."),
    OLLAMA_CONTEXT_TOKENS(
            "ollama.context-tokens",
            "OLLAMA_CONTEXT_TOKENS",
            "16384",
            "Tokens of prompt and answer that Ollama makes room for, 4000 to 10000000; more takes more memory. A model never gets more than its window."),
    MODELS_FILE(
            "models.file",
            "DEEPWIKI_MODELS_FILE",
            "",
            "File of models with their windows and prices; the providers that it names are as it says. docs/models.md describes it."),
    LLM_PROMPT_TOKENS(
            "llm.prompt-tokens",
            "DEEPWIKI_LLM_PROMPT_TOKENS",
            "60000",
            "Most tokens of a prompt for every provider but openai and ollama, 4000 to 10000000; never more than the model's window leaves."),
    LLM_CONNECT_TIMEOUT(
            "llm.connect-timeout",
            "DEEPWIKI_LLM_CONNECT_TIMEOUT",
            "10s",
            "Longest wait for a connection to a model's provider, 100ms to 5m."),
    LLM_FIRST_TIMEOUT(
            "llm.first-timeout",
            "DEEPWIKI_LLM_FIRST_TIMEOUT",
            "2m",
            "Longest wait for the first sign of an answer once connected, 100ms to 1h; models that think take their time."),
    LLM_IDLE_TIMEOUT(
            "llm.idle-timeout",
            "DEEPWIKI_LLM_IDLE_TIMEOUT",
            "1m",
            "How long a provider may say nothing in the middle of an answer, 100ms to 1h."),
    LLM_WHOLE_TIMEOUT(
            "llm.whole-timeout", "DEEPWIKI_LLM_WHOLE_TIMEOUT", "15m", "Longest time for a whole answer, 1s to 24h."),
    EMBEDDER_TYPE(
            "embedder.type",
            "DEEPWIKI_EMBEDDER_TYPE",
            "onnx",
            "Who makes vectors of the code: onnx (in this process), openai (as OPENAI_BASE_URL says), or none (search by words alone)."),
    EMBEDDER_MODEL(
            "embedder.model",
            "DEEPWIKI_EMBEDDER_MODEL",
            "text-embedding-3-small",
            "Model of the openai embedder; when it changes, everything is embedded anew."),
    EMBEDDER_DIMENSIONS(
            "embedder.dimensions",
            "DEEPWIKI_EMBEDDER_DIMENSIONS",
            "1536",
            "How many numbers a vector of that model has: 384, 768, 1024 or 1536."),
    JOBS_PAGE_CONCURRENCY(
            "jobs.page-concurrency",
            "DEEPWIKI_PAGE_CONCURRENCY",
            "3",
            "Pages of one job that are written at once, by all instances together, 1 to 64."),
    JOBS_LEASE(
            "jobs.lease",
            "DEEPWIKI_JOBS_LEASE",
            "15s",
            "How long work stays with an instance that gives no sign of life, 1s to 10m; the heartbeat is a fifth of it."),
    JOBS_WORKERS(
            "jobs.workers",
            "DEEPWIKI_JOBS_WORKERS",
            "8",
            "Pieces of work that an instance has in hand at once, 1 to 256."),
    JOBS_PAUSE_GRACE(
            "jobs.pause-grace",
            "DEEPWIKI_JOBS_PAUSE_GRACE",
            "60s",
            "How long a page that was begun may go on when its job is paused, 0s to 1h; then it is handed back untried."),
    JOBS_PROVIDER_CONCURRENCY(
            "jobs.provider-concurrency",
            "DEEPWIKI_PROVIDER_CONCURRENCY",
            "16",
            "Pages and plans that one provider is asked for at once, by all instances together, 1 to 10000 (list: a number for all, and the like of ollama=1 for single ones); builtin has no cap unless it is named."),
    JOBS_QUEUE_LIMIT(
            "jobs.queue-limit",
            "DEEPWIKI_JOBS_QUEUE_LIMIT",
            "200",
            "Jobs that may wait or run at once, 1 to 100000; who orders one more, or wants one to go on, is answered 429."),
    JOBS_KEEP_DAYS(
            "jobs.keep-days",
            "DEEPWIKI_JOBS_KEEP_DAYS",
            "90",
            "Days that a job is kept after its end, 0 to 36500; 0 keeps it for ever. Its wiki stays."),
    JOBS_KEEP_EVENTS_DAYS(
            "jobs.keep-events-days",
            "DEEPWIKI_JOBS_KEEP_EVENTS_DAYS",
            "30",
            "Days that the history of a job is kept after its end, but for the last line, 0 to 36500; 0 keeps it as long as the job.");

    private final String key;
    private final String variable;
    private final String standard;
    private final String meaning;
    private final boolean secret;

    SettingKey(String key, String variable, String standard, String meaning) {
        this(key, variable, standard, meaning, false);
    }

    SettingKey(String key, String variable, String standard, String meaning, boolean secret) {
        this.key = "deepwiki." + key;
        this.variable = variable;
        this.standard = standard;
        this.meaning = meaning;
        this.secret = secret;
    }

    /** The name in the settings file, as in {@code deepwiki.http.port}. */
    public String key() {
        return key;
    }

    /** The environment variable, which wins over the file. */
    public String variable() {
        return variable;
    }

    /** The default as one would write it; empty when there is none. */
    public String standard() {
        return standard;
    }

    /** A sentence for people, with unit and range. */
    public String meaning() {
        return meaning;
    }

    /** Whether its value must never be shown. */
    public boolean secret() {
        return secret;
    }

    /** The setting with that name in the file. */
    public static Optional<SettingKey> named(String key) {
        for (SettingKey each : values()) {
            if (each.key.equals(key)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
