package io.deepwiki.adapters.llm.wire;

import io.deepwiki.application.llm.port.ModelFailure;

/**
 * An answer of a provider that is none, as its documentation or people's reports show it.
 *
 * @param status with lines of other headers behind it
 * @param failure what it means
 */
public record Refused(String name, String status, String type, String body, ModelFailure failure) {
    /** With a body in JSON. */
    public static Refused json(String name, String status, String body, ModelFailure failure) {
        return new Refused(name, status, "application/json", body, failure);
    }

    @Override
    public String toString() {
        return name;
    }
}
