package io.deepwiki.adapters.llm.http;

import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.InstantSource;

/** What every provider is reached by: connections, budgets of time, and a clock. Thread-safe. */
public final class Upstreams {
    private final Transport transport;
    private final Budgets budgets;
    private final InstantSource clock;

    public Upstreams(Budgets budgets, InstantSource clock) {
        this.transport = new Transport(budgets);
        this.budgets = budgets;
        this.clock = clock;
    }

    /** For LangChain4j's builders, which would set time-outs of their own: the budgets stand. */
    public HttpClientBuilder http(Classifier classifier, Dialect dialect) {
        return new FixedBuilder(new LlmHttp(transport, budgets, classifier, dialect), budgets);
    }

    public InstantSource clock() {
        return clock;
    }
}
