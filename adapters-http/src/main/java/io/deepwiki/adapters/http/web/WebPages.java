package io.deepwiki.adapters.http.web;

import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.adapters.http.wiki.Markdown;
import io.deepwiki.adapters.http.wiki.Page;
import io.deepwiki.application.wiki.ReadWiki;
import io.deepwiki.application.wiki.ReadWiki.Listed;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Section;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiPage;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The finished wikis as pages for a browser: read-only, without any script. */
public final class WebPages {
    private static final String STYLE = "<link rel=\"stylesheet\" href=\"/style.css\">";

    private final ReadWiki wikis;
    private final Caller reader;

    /** @param reader whose wikis are shown to everybody who reaches the listener */
    public WebPages(ReadWiki wikis, Caller reader) {
        this.wikis = wikis;
        this.reader = reader;
    }

    public void register(Routes routes) {
        routes.get("Web", "/", this::home)
                .get("Web", "/style.css", WebPages::style)
                .get("Web", "/wikis/{id}", this::first)
                .get("Web", "/wikis/{id}/{page}", this::page);
    }

    private static void style(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/css; charset=utf-8");
        response.send(Page.STYLE.getBytes(StandardCharsets.UTF_8));
    }

    private void home(ServerRequest request, ServerResponse response) {
        List<Listed> listed = wikis.list(reader);
        StringBuilder body = new StringBuilder("<nav><h1>DeepWiki</h1><p class=\"soft\">Wikis of Git repositories, with citations.</p></nav><main><h1>Wikis</h1>");
        if (listed.isEmpty()) {
            body.append("<p>There is no wiki yet. Make the first one:</p><pre><code>./deepwiki wiki https://github.com/owner/repo</code></pre>");
        }
        listed.forEach(one -> body.append(card(one)));
        send(response, Page.html("DeepWiki", body.append("</main>").toString(), STYLE));
    }

    private static String card(Listed listed) {
        Wiki wiki = listed.wiki();
        return "<article><h2><a href=\"/wikis/" + wiki.id() + "\">" + Markdown.escaped(wiki.outline().title()) + "</a></h2><p>"
                + Markdown.escaped(wiki.outline().description()) + "</p><p class=\"soft\">" + about(wiki)
                + (listed.stale() ? " · out of date" : "") + "</p></article>";
    }

    private static String about(Wiki wiki) {
        return Markdown.escaped(wiki.subject().repository().url()) + " · " + Markdown.escaped(wiki.subject().branch()) + " at "
                + wiki.subject().commit().abbreviated() + " · " + wiki.outline().pages().size() + " pages";
    }

    private void first(ServerRequest request, ServerResponse response) {
        WikiId id = new WikiId(Reply.id(request, "id"));
        Wiki wiki = wikis.find(id, reader);
        show(response, wiki, wiki.outline().pages().getFirst().slug());
    }

    private void page(ServerRequest request, ServerResponse response) {
        Wiki wiki = wikis.find(new WikiId(Reply.id(request, "id")), reader);
        show(response, wiki, request.path().pathParameters().get("page"));
    }

    private void show(ServerResponse response, Wiki wiki, String slug) {
        WikiPage page = wikis.page(wiki.id(), slug, reader);
        String body = navigation(wiki, slug) + "<main>" + Markdown.html(page.content()) + "<footer>" + about(wiki)
                + "</footer></main>";
        send(response, Page.html(page.plan().title() + " · " + wiki.outline().title(), body, STYLE));
    }

    private static String navigation(Wiki wiki, String current) {
        Outline outline = wiki.outline();
        StringBuilder nav = new StringBuilder("<nav><p><a href=\"/\">All wikis</a></p><h1>" + Markdown.escaped(outline.title()) + "</h1>");
        for (Section section : outline.sections()) {
            nav.append("<h2>").append(Markdown.escaped(section.title())).append("</h2><ul>");
            for (PagePlan page : outline.pages()) {
                if (section.pages().contains(page.slug())) {
                    nav.append("<li><a href=\"/wikis/").append(wiki.id()).append('/').append(page.slug()).append('"')
                            .append(page.slug().equals(current) ? " aria-current=\"page\"" : "").append('>')
                            .append(Markdown.escaped(page.title())).append("</a></li>");
                }
            }
            nav.append("</ul>");
        }
        return nav.append("</nav>").toString();
    }

    private static void send(ServerResponse response, String html) {
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.send(html.getBytes(StandardCharsets.UTF_8));
    }
}
