package io.deepwiki.adapters.llm.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/** How many tokens a text is taken to have. */
public enum TokenCount {
    /** As OpenAI's newer models count. */
    OPENAI {
        @Override
        int of(String text) {
            return TOKENS.countTokensOrdinary(text);
        }
    },
    /** An upper bound for models whose way of counting we do not have: theirs differ from OpenAI's by less than a third. */
    CAUTIOUS {
        @Override
        int of(String text) {
            int tokens = TOKENS.countTokensOrdinary(text);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            return Math.min(bytes, Math.max(tokens + tokens / 3 + 1, bytes / 3));
        }
    };

    /** LangChain4j's own counter would hold the tables of all five encodings: these are the largest, and enough. */
    private static final Encoding TOKENS = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    abstract int of(String text);

    /** A prompt's allowance of so many tokens. */
    public Allowance allowance(int tokens) {
        return new Allowance(tokens, this::of);
    }
}
