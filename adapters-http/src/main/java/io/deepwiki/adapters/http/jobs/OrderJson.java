package io.deepwiki.adapters.http.jobs;

import io.deepwiki.adapters.http.json.RequestJson;
import io.deepwiki.adapters.http.wiki.RepositoryType;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.jobs.SubmitJob.Writing;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.RepositoryAddress;
import io.deepwiki.domain.repository.RepositoryAddress.Refused;
import io.deepwiki.domain.repository.RepositoryAddress.Understood;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.WikiMode;
import java.util.Optional;

/** Orders for wikis as they come in. */
final class OrderJson {
    /** In US dollars. */
    private static final int MOST_COST = 1_000_000;

    private OrderJson() {}

    /** @throws FailureException Rejected or Invalid, as the contract says */
    static Submission submission(byte[] body, ModelChoice models) {
        RequestJson json = new RequestJson(body);
        String url = json.required("repo_url");
        Language language = json.language().orElse(Language.ENGLISH);
        boolean comprehensive = json.flag("is_comprehensive", true);
        Optional<Integer> pages = json.number("pages", 1, 40);
        Writing writing = writing(json);
        Ceilings ceilings = new Ceilings(
                json.number("max_tokens", 1, Integer.MAX_VALUE).map(Integer::longValue),
                json.amount("max_cost", MOST_COST));
        json.meaning("repo_type", RepositoryType::ofWord, "must be one of " + RepositoryType.WORDS);
        Optional<Secret> token = json.text("access_token").map(Secret::new);
        Optional<String> branch = json.branch();
        Optional<String> provider = json.text("provider");
        Optional<String> model = json.text("model");
        var filter = json.filter();
        json.done();
        RepositoryRef repository = switch (RepositoryAddress.read(url)) {
            case Understood(RepositoryRef understood) -> understood;
            case Refused(String reason) ->
                throw new FailureException(Invalid.field("address_refused", "repo_url", reason));
        };
        WikiMode mode = comprehensive ? WikiMode.COMPREHENSIVE : WikiMode.CONCISE;
        return new Submission(
                new WikiRequest(repository, branch, language, mode, models.choose(provider, model), pages, filter),
                token,
                writing,
                ceilings);
    }

    private static Writing writing(RequestJson json) {
        boolean force = json.flag("force", false);
        boolean refresh = json.flag("refresh", false);
        if (force && refresh) {
            json.complain(
                    "refresh",
                    "cannot be combined with force: leave out refresh to write every page again, or force to write only pages whose sources have changed");
        }
        return force ? Writing.EVERYTHING : refresh ? Writing.WHAT_CHANGED : Writing.IF_NEEDED;
    }

    /**
     * The token of a retry; its body may be left out.
     *
     * @throws FailureException Rejected or Invalid
     */
    static Optional<Secret> token(byte[] body) {
        if (body.length == 0) {
            return Optional.empty();
        }
        RequestJson json = new RequestJson(body);
        Optional<Secret> token = json.text("access_token").map(Secret::new);
        json.done();
        return token;
    }
}
