package io.deepwiki.adapters.llm.http;

import io.deepwiki.adapters.llm.http.Classifier.Refusal;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.BadRequest;
import io.deepwiki.application.llm.port.ModelFailure.NoSuchModel;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.QuotaGone;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;

/** What a status means where the provider's own words say nothing: HTTP's own meaning, and that of the proxies in between. */
public final class BareStatus {
    private final String keyVariable;
    private final RetryAfter retryAfter;

    /** @param keyVariable the environment variable that people are told to look at */
    public BareStatus(String keyVariable, RetryAfter retryAfter) {
        this.keyVariable = keyVariable;
        this.retryAfter = retryAfter;
    }

    /** What the status of the refusal means. */
    public ModelFailure meaning(Refusal refusal) {
        return switch (refusal.status()) {
            case 401, 403 -> new BadCredentials(keyVariable);
            case 402 -> new QuotaGone();
            case 404 -> new NoSuchModel();
            case 408, 504, 524 -> new TimedOut();
            case 413 -> new TooLong();
            case 429 -> new RateLimited(retryAfter.told(refusal));
            default -> byClass(refusal.status() / 100);
        };
    }

    private static ModelFailure byClass(int hundreds) {
        return switch (hundreds) {
            case 3 -> new Unreachable();
            case 5 -> new Overloaded();
            default -> new BadRequest();
        };
    }
}
