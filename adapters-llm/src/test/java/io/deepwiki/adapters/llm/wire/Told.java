package io.deepwiki.adapters.llm.wire;

import io.deepwiki.application.llm.port.ModelFailure;

/**
 * What a stream that began well tells in place of its end.
 *
 * @param events behind a first piece of text
 */
public record Told(String name, String events, ModelFailure failure) {
    @Override
    public String toString() {
        return name;
    }
}
