package io.deepwiki.application.testing;

import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.Price;
import io.deepwiki.domain.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A model that does what a test says, and the only one there is. */
public final class ScriptedModel implements ChatModel, ChatModels {
    public static final ModelRef REF = new ModelRef("scripted", "one");

    /** 2 dollars for a million tokens sent, 10 for a million written. */
    private static final Model ONE =
            new Model("one", "One", Optional.empty(), Optional.of(new Price(BigDecimal.TWO, BigDecimal.TEN)));

    private volatile BiConsumer<Prompt, TokenSink> script = (_, sink) -> sink.accept("nothing");

    private volatile boolean configured = true;
    private volatile Model listed = ONE;

    /** From now on nobody is configured to be asked. */
    public void withdraw() {
        configured = false;
    }

    /** From now on nobody knows what it costs. */
    public void forgetPrice() {
        listed = new Model("one", "One");
    }

    /** From now on it answers so; what the script throws it throws. */
    public void answers(BiConsumer<Prompt, TokenSink> how) {
        script = how;
    }

    @Override
    public Reply reply(Prompt prompt, TokenSink sink) {
        script.accept(prompt, sink);
        return new Reply(new TokenUsage(10, 5, false), FinishReason.STOP);
    }

    @Override
    public List<Provider> providers() {
        return List.of(
                new Provider("scripted", "Scripted", configured, false, Optional.empty(), List.of(listed)),
                new Provider("absent", "Absent", false, true, Optional.of("ABSENT_KEY"), List.of(new Model("x", "X"))));
    }

    @Override
    public ModelRef preferred() {
        return REF;
    }

    @Override
    public Optional<ChatModel> find(ModelRef model) {
        return model.equals(REF) ? Optional.of(this) : Optional.empty();
    }
}
