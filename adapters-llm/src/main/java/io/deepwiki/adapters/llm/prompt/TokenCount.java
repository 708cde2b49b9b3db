package io.deepwiki.adapters.llm.prompt;

import dev.langchain4j.model.TokenCountEstimator;
import dev.langchain4j.model.openai.OpenAiTokenCountEstimator;
import java.nio.charset.StandardCharsets;

/** How many tokens a text is taken to have. */
public enum TokenCount {
    /** As OpenAI's newer models count. */
    OPENAI {
        @Override
        int of(String text) {
            return TOKENS.estimateTokenCountInText(text);
        }
    },
    /** An upper bound for models whose way of counting we do not have: theirs differ from OpenAI's by less than a third. */
    CAUTIOUS {
        @Override
        int of(String text) {
            int tokens = TOKENS.estimateTokenCountInText(text);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            return Math.min(bytes, Math.max(tokens + tokens / 3 + 1, bytes / 3));
        }
    };

    private static final TokenCountEstimator TOKENS = new OpenAiTokenCountEstimator("gpt-4o");

    abstract int of(String text);

    /** A prompt's allowance of so many tokens. */
    public Allowance allowance(int tokens) {
        return new Allowance(tokens, this::of);
    }
}
