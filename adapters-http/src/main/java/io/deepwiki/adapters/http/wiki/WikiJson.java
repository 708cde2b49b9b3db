package io.deepwiki.adapters.http.wiki;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.adapters.http.json.RequestJson;
import io.deepwiki.application.wiki.ReadLines;
import io.deepwiki.application.wiki.ReadWiki.Listed;
import io.deepwiki.application.wiki.ReadWiki.WholeWiki;
import io.deepwiki.application.wiki.SearchWiki;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WikiPage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Wikis on the wire: older clients know these shapes, with names in both styles. */
public final class WikiJson {
    private WikiJson() {}

    record Summary(
            String id,
            String repo,
            String branch,
            String commit,
            String language,
            @JsonProperty("is_comprehensive") boolean comprehensive,
            String title,
            int pages,
            String generatedAt,
            Optional<String> committedAt,
            boolean stale,
            OrderedJson order) {
        static Summary of(Listed listed) {
            Wiki wiki = listed.wiki();
            return new Summary(
                    wiki.id().toString(),
                    wiki.subject().repository().url(),
                    wiki.subject().branch(),
                    wiki.subject().commit().id(),
                    wiki.subject().language().code(),
                    wiki.subject().mode() == WikiMode.COMPREHENSIVE,
                    wiki.outline().title(),
                    wiki.outline().pages().size(),
                    wiki.generatedAt().toString(),
                    listed.committed().map(Instant::toString),
                    listed.stale(),
                    OrderedJson.of(wiki));
        }
    }

    /** The plan of a wiki. */
    public record Structure(
            String id,
            String title,
            String description,
            List<Section> sections,
            @JsonProperty("rootSections") List<String> rootSections,
            List<Page> pages) {
        /** The wire form of an outline. */
        public static Structure of(String id, Outline outline) {
            return new Structure(
                    id,
                    outline.title(),
                    outline.description(),
                    outline.sections().stream()
                            .map(section -> new Section(section.id(), section.title(), section.pages()))
                            .toList(),
                    outline.sections().stream()
                            .map(io.deepwiki.domain.wiki.Section::id)
                            .toList(),
                    outline.pages().stream().map(Page::of).toList());
        }
    }

    /** One wiki: its plan, of what it was made, by whom and when, whether it is behind, and how it can be ordered again. */
    record Found(
            @JsonUnwrapped Structure structure,
            String repo,
            String branch,
            String commit,
            String language,
            @JsonProperty("is_comprehensive") boolean comprehensive,
            String provider,
            String model,
            String generatedAt,
            Optional<String> committedAt,
            boolean stale,
            OrderedJson order) {
        static Found of(Listed listed) {
            Wiki wiki = listed.wiki();
            return new Found(
                    Structure.of(wiki.id().toString(), wiki.outline()),
                    wiki.subject().repository().url(),
                    wiki.subject().branch(),
                    wiki.subject().commit().id(),
                    wiki.subject().language().code(),
                    wiki.subject().mode() == WikiMode.COMPREHENSIVE,
                    wiki.model().provider(),
                    wiki.model().model(),
                    wiki.generatedAt().toString(),
                    listed.committed().map(Instant::toString),
                    listed.stale(),
                    OrderedJson.of(wiki));
        }
    }

    record Section(String id, String title, List<String> pages) {}

    record Page(
            String id,
            String title,
            Optional<String> content,
            @JsonProperty("filePaths") List<String> filePaths,
            String importance,
            @JsonProperty("relatedPages") List<String> relatedPages,
            @JsonInclude(JsonInclude.Include.NON_NULL) Optional<List<Cited>> citations) {
        static Page of(PagePlan plan) {
            return of(plan, Optional.empty(), Optional.empty());
        }

        static Page of(WikiPage page) {
            List<Cited> citations = page.citations().stream().map(Cited::of).toList();
            return of(page.plan(), Optional.of(page.content()), Optional.of(citations));
        }

        private static Page of(PagePlan plan, Optional<String> content, Optional<List<Cited>> citations) {
            return new Page(
                    plan.slug(),
                    plan.title(),
                    content,
                    plan.files().stream().map(Object::toString).toList(),
                    plan.importance().name().toLowerCase(Locale.ROOT),
                    plan.related(),
                    citations);
        }
    }

    record Cited(String path, int startLine, int endLine, String state) {
        static Cited of(CheckedCitation checked) {
            return new Cited(
                    checked.citation().path().value(),
                    checked.citation().lines().first(),
                    checked.citation().lines().last(),
                    checked.state().name().toLowerCase(Locale.ROOT));
        }
    }

    record Match(String pageId, String title, String heading, String snippet) {
        static Match of(SearchWiki.Match match) {
            return new Match(match.slug(), match.title(), match.heading(), match.snippet());
        }
    }

    record Lines(String path, int startLine, int endLine, int totalLines, String content, Optional<String> url) {
        static Lines of(ReadLines.Lines lines) {
            return new Lines(
                    lines.path().value(),
                    lines.lines().first(),
                    lines.lines().last(),
                    lines.total(),
                    lines.text(),
                    lines.link());
        }
    }

    record Project(
            String id,
            String owner,
            String repo,
            String name,
            String repoType,
            @JsonProperty("submittedAt") long submittedAt,
            String language) {
        static Project of(Wiki wiki) {
            RepositoryRef repository = wiki.subject().repository();
            return new Project(
                    wiki.id().toString(),
                    repository.owner(),
                    repository.name(),
                    repository.owner() + "/" + repository.name(),
                    RepositoryType.of(repository),
                    wiki.generatedAt().toEpochMilli(),
                    wiki.subject().language().code());
        }
    }

    record Cached(Structure wikiStructure, Map<String, Page> generatedPages, Repo repo, String provider, String model) {
        static Cached of(WholeWiki whole) {
            Map<String, Page> pages = new LinkedHashMap<>();
            whole.pages().forEach(page -> pages.put(page.plan().slug(), Page.of(page)));
            Wiki wiki = whole.wiki();
            RepositoryRef repository = wiki.subject().repository();
            Repo repo =
                    new Repo(repository.owner(), repository.name(), RepositoryType.of(repository), repository.url());
            return new Cached(
                    Structure.of(wiki.id().toString(), wiki.outline()),
                    pages,
                    repo,
                    wiki.model().provider(),
                    wiki.model().model());
        }
    }

    record Repo(
            String owner,
            String repo,
            String type,
            @JsonProperty("repoUrl") String repoUrl) {}

    record Exported(String repository, List<Page> pages) {}

    /** An export that was asked for: of a wiki that we have, or of pages that come along. */
    record Export(Optional<String> wikiId, Optional<String> repoUrl, String format, List<SentPage> pages) {
        static Export of(byte[] body, List<String> formats) {
            RequestJson json = new RequestJson(body);
            Optional<String> wikiId = json.text("wiki_id");
            Optional<String> repoUrl = json.text("repo_url");
            String format = json.text("format").orElse("markdown");
            if (!formats.contains(format)) {
                json.complain("format", "must be one of " + String.join(", ", formats));
            }
            List<SentPage> pages =
                    json.objects("pages").stream().map(SentPage::of).toList();
            if (wikiId.isEmpty() && pages.isEmpty()) {
                json.complain("wiki_id", "or pages are required");
            }
            json.done();
            return new Export(wikiId, repoUrl, format, pages);
        }
    }

    /** A page that a client holds. */
    record SentPage(String id, String title, String content) {
        static SentPage of(JsonNode node) {
            return new SentPage(
                    node.path("id").asText("page"),
                    node.path("title").asText("Untitled"),
                    node.path("content").asText(""));
        }
    }
}
