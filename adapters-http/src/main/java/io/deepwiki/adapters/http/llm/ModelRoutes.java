package io.deepwiki.adapters.http.llm;

import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.llm.ListModels;

/** Tells what can be chosen from. */
public final class ModelRoutes {
    private final ListModels models;

    public ModelRoutes(ListModels models) {
        this.models = models;
    }

    public void register(Routes routes) {
        routes.get("Models", "/models/config", (_, response) -> Reply.json(response, ModelJson.Models.of(models.catalogue())))
                .get("Models", "/lang/config", (_, response) -> Reply.json(response, ModelJson.Languages.all()))
                .get("System", "/auth/status", (_, response) -> Reply.json(response, new ModelJson.Access(false, false)));
    }
}
