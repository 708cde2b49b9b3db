package io.deepwiki.adapters.http.wiki;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.json.RequestJson;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.wiki.ReadWiki;
import io.deepwiki.application.wiki.ReadWiki.WholeWiki;
import io.deepwiki.domain.llm.Language;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Wikis by the name of their repository, whole, as older clients ask for them. */
final class LegacyCacheRoutes {
    private final ReadWiki wikis;

    LegacyCacheRoutes(ReadWiki wikis) {
        this.wikis = wikis;
    }

    void register(Routes routes) {
        routes.get("Wikis", "/api/wiki_cache", this::find).delete("Wikis", "/api/wiki_cache", this::delete);
    }

    private void find(ServerRequest request, ServerResponse response) {
        Optional<WholeWiki> newest = newest(request);
        if (newest.isPresent()) {
            Reply.json(response, WikiJson.Cached.of(newest.get()));
        } else {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
            response.send("null".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void delete(ServerRequest request, ServerResponse response) {
        WholeWiki wiki = newest(request)
                .orElseThrow(() -> new FailureException(
                        new NotFound("wiki_not_found", "There is no such wiki, or it is not yours to remove.")));
        wikis.delete(wiki.wiki().id(), ApiKeyFilter.caller(request));
        Reply.json(response, Map.of("message", "The wiki is removed."));
    }

    private Optional<WholeWiki> newest(ServerRequest request) {
        String owner = required(request, "owner");
        String repo = required(request, "repo");
        Optional<Language> language = Reply.query(request, "language")
                .map(code -> Language.called(code)
                        .orElseThrow(() -> new FailureException(
                                Invalid.field("invalid_request", "language", RequestJson.NO_LANGUAGE))));
        return wikis.newest(owner, repo, language, ApiKeyFilter.caller(request));
    }

    private static String required(ServerRequest request, String name) {
        return Reply.query(request, name)
                .orElseThrow(() -> new FailureException(Invalid.field("invalid_request", name, "is required")));
    }
}
