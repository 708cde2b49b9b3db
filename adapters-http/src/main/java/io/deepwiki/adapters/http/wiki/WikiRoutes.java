package io.deepwiki.adapters.http.wiki;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.routing.Body;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.adapters.http.wiki.WikiJson.SentPage;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.wiki.ReadLines;
import io.deepwiki.application.wiki.ReadWiki;
import io.deepwiki.application.wiki.ReadWiki.Listed;
import io.deepwiki.application.wiki.ReadWiki.WholeWiki;
import io.deepwiki.application.wiki.SearchWiki;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.WikiId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** Shows wikis, the lines that they cite, and hands them out as files. */
public final class WikiRoutes {
    private static final String GROUP = "Wikis";

    private final WikiUses wikis;
    private final long maxExport;

    /** @param maxExport the largest body of an export, in bytes */
    public WikiRoutes(WikiUses wikis, long maxExport) {
        this.wikis = wikis;
        this.maxExport = maxExport;
    }

    /** What can be done with wikis. */
    public record WikiUses(ReadWiki read, ReadLines lines, SearchWiki search) {}

    public void register(Routes routes) {
        routes.get(GROUP, "/api/wikis", this::list)
                .get(GROUP, "/api/wikis/{id}", this::find)
                .get(GROUP, "/api/wikis/{id}/pages/{page}", this::page)
                .get(GROUP, "/api/wikis/{id}/search", this::search)
                .get(GROUP, "/api/wikis/{id}/files/{+path}", this::file)
                .post(GROUP, "/export/wiki", this::export)
                .get(GROUP, "/api/processed_projects", this::projects);
        new LegacyCacheRoutes(wikis.read()).register(routes);
    }

    private void list(ServerRequest request, ServerResponse response) {
        List<Listed> listed = wikis.read().list(ApiKeyFilter.caller(request));
        Reply.json(response, listed.stream().map(WikiJson.Summary::of).toList());
    }

    private void find(ServerRequest request, ServerResponse response) {
        Reply.json(response, WikiJson.Found.of(wikis.read().listed(id(request), ApiKeyFilter.caller(request))));
    }

    private void page(ServerRequest request, ServerResponse response) {
        String slug = request.path().pathParameters().get("page");
        Reply.json(response, WikiJson.Page.of(wikis.read().page(id(request), slug, ApiKeyFilter.caller(request))));
    }

    private void search(ServerRequest request, ServerResponse response) {
        String query = Reply.query(request, "q").orElse("");
        var found = wikis.search().search(id(request), query, ApiKeyFilter.caller(request));
        Reply.json(response, found.stream().map(WikiJson.Match::of).toList());
    }

    private void file(ServerRequest request, ServerResponse response) {
        OptionalInt first = line(request, "start");
        OptionalInt last = line(request, "end");
        Reply.json(
                response,
                WikiJson.Lines.of(
                        wikis.lines().read(id(request), path(request), first, last, ApiKeyFilter.caller(request))));
    }

    private static OptionalInt line(ServerRequest request, String name) {
        return Reply.number(request, name, 1, 99_999_999).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static SourcePath path(ServerRequest request) {
        try {
            return new SourcePath(request.path().pathParameters().get("path"));
        } catch (IllegalArgumentException _) {
            throw new FailureException(new NotFound("file_not_found", "This is not a path inside the repository."));
        }
    }

    private void projects(ServerRequest request, ServerResponse response) {
        Reply.json(
                response,
                wikis.read().list(ApiKeyFilter.caller(request)).stream()
                        .map(listed -> WikiJson.Project.of(listed.wiki()))
                        .toList());
    }

    private void export(ServerRequest request, ServerResponse response) {
        WikiJson.Export export = WikiJson.Export.of(Body.read(request, maxExport), Exports.FORMATS);
        Exports.File file = export.wikiId().isPresent() ? ofWiki(export, request) : ofPages(export);
        response.header(HeaderNames.CONTENT_TYPE, file.type());
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"wiki." + file.ending() + "\"");
        response.send(file.bytes());
    }

    private Exports.File ofWiki(WikiJson.Export export, ServerRequest request) {
        WikiId id = new WikiId(uuid(export.wikiId().orElseThrow()));
        WholeWiki whole = wikis.read().whole(id, ApiKeyFilter.caller(request));
        List<SentPage> pages = whole.pages().stream()
                .map(page -> new SentPage(page.plan().slug(), page.plan().title(), page.content()))
                .toList();
        WikiJson.Exported json = new WikiJson.Exported(
                whole.wiki().subject().repository().url(),
                whole.pages().stream().map(WikiJson.Page::of).toList());
        return Exports.of(whole.wiki().outline().title(), pages, export.format(), json);
    }

    private static Exports.File ofPages(WikiJson.Export export) {
        return Exports.of(export.repoUrl().orElse("Wiki"), export.pages(), export.format(), export.pages());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new FailureException(Invalid.field("invalid_request", "wiki_id", "must be the id of a wiki"));
        }
    }

    private static WikiId id(ServerRequest request) {
        return new WikiId(Reply.id(request, "id"));
    }
}
