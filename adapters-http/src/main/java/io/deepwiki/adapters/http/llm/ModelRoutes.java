package io.deepwiki.adapters.http.llm;

import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.llm.ListModels;

/** Tells what can be chosen from. */
public final class ModelRoutes {
    private final ListModels models;
    private final boolean accessCode;

    /** @param accessCode whether the web listener asks for a shared access code */
    public ModelRoutes(ListModels models, boolean accessCode) {
        this.models = models;
        this.accessCode = accessCode;
    }

    public void register(Routes routes) {
        routes.get(
                        "Models",
                        "/models/config",
                        (_, response) -> Reply.json(response, ModelJson.Models.of(models.catalogue())))
                .get("Models", "/lang/config", (_, response) -> Reply.json(response, ModelJson.Languages.all()))
                .get(
                        "System",
                        "/auth/status",
                        (_, response) -> Reply.json(response, new ModelJson.Access(accessCode, false)));
    }
}
