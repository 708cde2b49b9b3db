package io.deepwiki.adapters.http;

import io.deepwiki.adapters.http.admin.AdminRoutes.AdminUses;
import io.deepwiki.adapters.http.jobs.JobRoutes.JobUses;
import io.deepwiki.adapters.http.research.ConversationRoutes.ChatUses;
import io.deepwiki.adapters.http.system.SystemRoutes.Readiness;
import io.deepwiki.adapters.http.wiki.WikiRoutes.WikiUses;
import io.deepwiki.application.access.Authenticate;
import io.deepwiki.application.llm.ListModels;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.retrieval.EmbedSnapshots;
import io.deepwiki.application.retrieval.Retrieve;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What the listeners drive. */
public record UseCases(
        Authenticate authenticate,
        Models models,
        Asking asking,
        JobUses jobs,
        WikiUses wikis,
        AdminUses admin,
        Surroundings surroundings) {
    /** Which models. */
    public record Models(ListModels list, ModelChoice choice) {}

    /**
     * Questions.
     *
     * @param embedding how far the vectors are; empty if none are made
     */
    public record Asking(ChatUses chat, Retrieve retrieve, Supplier<Optional<EmbedSnapshots.Status>> embedding) {}

    /** Time, ids, and whether the service is ready. */
    public record Surroundings(InstantSource clock, Supplier<UUID> ids, Readiness readiness) {}
}
