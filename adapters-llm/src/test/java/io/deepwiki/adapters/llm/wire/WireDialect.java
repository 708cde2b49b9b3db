package io.deepwiki.adapters.llm.wire;

import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.domain.access.Secret;
import java.util.List;
import java.util.Optional;

/** A provider, and what it would send: the parts of a stream in its dialect, and its errors. */
public interface WireDialect {
    /** The key that must be nowhere but in a header. */
    Secret KEY = new Secret("sk-canary-0123456789");

    /** The provider, at that server. */
    Offer offer(WireServer server, Upstreams upstreams);

    /** The media type of a stream. */
    default String type() {
        return "text/event-stream";
    }

    /** What comes before the first piece; may be empty. */
    default String begin() {
        return "";
    }

    /** @param text as it stands in JSON */
    String piece(String text);

    /** Reasoning in a field of its own. */
    String thought(String text);

    /** What says why the model stopped, with the mark of the end. */
    String stop(String reason);

    /** The same with the provider's count of tokens. */
    String stopWithUsage(String reason, int prompt, int completion);

    /** An end in good order that does not say why, or nothing if the dialect cannot write that. */
    String endWithoutReason();

    /** The reason as it is written: an answer that is whole. */
    String whole();

    /** The reason as it is written: the limit was reached. */
    String limit();

    /** A sign of life between two events. */
    default String ping() {
        return ": ping\n\n";
    }

    /** The beginning of the request, up to the blank before HTTP's version. */
    String requestLine();

    /** How the key is sent: a header's line; empty if there is none. */
    Optional<String> keyHeader();

    /** What the body must hold. */
    List<String> wanted();

    /** Answers that are none. */
    List<Refused> refusals();

    /** Errors in the middle of a stream. */
    List<Told> told();
}
