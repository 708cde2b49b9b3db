package io.deepwiki.adapters.http.wiki;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.Wiki.Wishes;
import io.deepwiki.domain.wiki.WikiMode;
import java.util.List;
import java.util.Optional;

/**
 * What a wiki was ordered with, by the names that an order has: whoever sends it again orders the same wiki. Neither a token nor a ceiling is
 * in it.
 */
public record OrderedJson(
        String repoUrl,
        Optional<String> branch,
        String language,
        @JsonProperty("is_comprehensive") boolean comprehensive,
        String provider,
        String model,
        Optional<Integer> pages,
        List<String> includedDirs,
        List<String> includedFiles,
        List<String> excludedDirs,
        List<String> excludedFiles) {
    /** @param branch empty: whatever is the default */
    public static OrderedJson of(
            RepositoryRef repository,
            Optional<String> branch,
            Language language,
            WikiMode mode,
            ModelRef model,
            Wishes wishes) {
        return new OrderedJson(
                repository.url(),
                branch,
                language.code(),
                mode == WikiMode.COMPREHENSIVE,
                model.provider(),
                model.model(),
                wishes.pages(),
                wishes.filter().includedDirs(),
                wishes.filter().includedFiles(),
                wishes.filter().excludedDirs(),
                wishes.filter().excludedFiles());
    }

    static OrderedJson of(Wiki wiki) {
        Wiki.Subject subject = wiki.subject();
        return of(
                subject.repository(),
                subject.namedBranch(),
                subject.language(),
                subject.mode(),
                wiki.model(),
                wiki.wishes());
    }
}
