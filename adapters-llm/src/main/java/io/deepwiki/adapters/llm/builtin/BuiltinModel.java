package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.TokenSink;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.TokenUsage;

/**
 * Writes without a language model: it composes plans, pages and answers from the parts of the prompt and says so. The same prompt always
 * gives the same text. Offline and thread-safe; an interrupted thread stops writing as if its reader were gone.
 */
public final class BuiltinModel implements ChatModel {
    /** The name of this model. */
    public static final ModelRef REF = new ModelRef("builtin", "outline-1");

    @Override
    public Reply reply(Prompt prompt, TokenSink sink) {
        Phrases phrases = Phrases.of(prompt.language());
        Draft draft = new Draft(sink);
        Atlas atlas = new Atlas(prompt.map());
        switch (prompt.task()) {
            case Prompt.Answer answer -> new AnswerWriter(prompt, answer, atlas, phrases).write(draft);
            case Prompt.Research research -> new ResearchWriter(prompt, research, atlas, phrases).write(draft);
            case Prompt.Plan plan -> new PlanWriter(prompt.repository(), plan, atlas, phrases).write(draft);
            case Prompt.Page page -> new PageWriter(prompt, page, atlas, phrases).write(draft);
            case Prompt.Repair repair -> new PageWriter(prompt, repair.page(), atlas, phrases).write(draft);
        }
        return new Reply(TokenUsage.NONE, FinishReason.STOP);
    }
}
