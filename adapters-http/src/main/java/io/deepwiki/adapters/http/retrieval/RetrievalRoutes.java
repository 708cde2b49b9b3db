package io.deepwiki.adapters.http.retrieval;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.json.RequestJson;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.retrieval.EmbedSnapshots;
import io.deepwiki.application.retrieval.Retrieve;
import io.deepwiki.application.retrieval.Retrieve.Search;
import io.deepwiki.domain.repository.BranchName;
import io.deepwiki.domain.repository.RepositoryAddress;
import io.deepwiki.domain.repository.RepositoryAddress.Refused;
import io.deepwiki.domain.repository.RepositoryAddress.Understood;
import io.deepwiki.domain.repository.RepositoryRef;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows what a question would find. */
public final class RetrievalRoutes {
    private final Retrieve retrieve;
    private final Supplier<Optional<EmbedSnapshots.Status>> embedding;

    /** @param embedding how far the vectors are; empty if none are made */
    public RetrievalRoutes(Retrieve retrieve, Supplier<Optional<EmbedSnapshots.Status>> embedding) {
        this.retrieve = retrieve;
        this.embedding = embedding;
    }

    public void register(Routes routes) {
        routes.get("Retrieval", "/api/retrieval", this::find)
                .get(
                        "Retrieval",
                        "/api/retrieval/status",
                        (_, response) -> Reply.json(
                                response, embedding.get().map(EmbeddingJson::of).orElse(EmbeddingJson.OFF)));
    }

    private void find(ServerRequest request, ServerResponse response) throws InterruptedException {
        Search search = new Search(
                repository(required(request, "repo_url")),
                branch(request),
                required(request, "q"),
                Reply.number(request, "k", 1, 500).orElse(20));
        Reply.json(response, RetrievalJson.of(retrieve.find(search, ApiKeyFilter.caller(request))));
    }

    private static Optional<String> branch(ServerRequest request) {
        Optional<String> branch = Reply.query(request, "branch");
        if (branch.isPresent() && !BranchName.isPossible(branch.get())) {
            throw new FailureException(Invalid.field("invalid_request", "branch", RequestJson.NO_BRANCH));
        }
        return branch;
    }

    private static String required(ServerRequest request, String name) {
        return Reply.query(request, name)
                .orElseThrow(() -> new FailureException(Invalid.field("invalid_request", name, "is required")));
    }

    private static RepositoryRef repository(String url) {
        return switch (RepositoryAddress.read(url)) {
            case Understood(RepositoryRef repository) -> repository;
            case Refused(String reason) ->
                throw new FailureException(Invalid.field("address_refused", "repo_url", reason));
        };
    }
}
