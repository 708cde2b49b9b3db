package io.deepwiki.cli;

import io.deepwiki.settings.ServiceSettings;
import java.util.List;

/** Tries every configured provider of language models with one short call; the composition root knows how. */
@FunctionalInterface
public interface ModelTrials {
    /**
     * What came of it, in the order of the providers; takes about ten seconds at most.
     *
     * @throws CommandFailure if the settings name models that there cannot be
     */
    List<Trial> of(ServiceSettings settings);

    /** One call. */
    record Trial(Outcome outcome, String sentence) {}

    /** How a call ended. */
    enum Outcome {
        ANSWERED,
        /** Nothing is wrong here: it may go well later. */
        LATER,
        BROKEN
    }
}
