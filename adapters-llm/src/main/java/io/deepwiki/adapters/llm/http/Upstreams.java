package io.deepwiki.adapters.llm.http;

import dev.langchain4j.http.client.HttpClientBuilder;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/** What every provider is reached by: connections, budgets of time, and a clock. Thread-safe. */
public final class Upstreams {
    private final HttpClient client;
    private final Budgets budgets;
    private final InstantSource clock;

    /** @param threads reads from the connections; one thread a task */
    public Upstreams(ExecutorService threads, Budgets budgets, InstantSource clock) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(budgets.connect())
                .executor(threads)
                .build();
        this.budgets = budgets;
        this.clock = clock;
    }

    /** For LangChain4j's builders, which would set time-outs of their own: the budgets stand. */
    public HttpClientBuilder http(Classifier classifier, Dialect dialect) {
        return new FixedBuilder(new LlmHttp(client, budgets, classifier, dialect), budgets);
    }

    public InstantSource clock() {
        return clock;
    }
}
