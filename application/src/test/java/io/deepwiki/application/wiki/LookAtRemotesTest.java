package io.deepwiki.application.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.jobs.SubmitJob.Submission;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.testing.ScriptedModel;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookAtRemotesTest {
    private static final Caller READER = new Caller("reader");
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Workshop shop = new Workshop().working();
    private final LookAtRemotes here = new LookAtRemotes(shop.database.lookout(), shop.repositories, EVERY, () -> 0.5);
    private final LookAtRemotes there = new LookAtRemotes(shop.database.lookout(), shop.repositories, EVERY, () -> 1.0);

    @BeforeEach
    void fill() {
        shop.source.with("Engine.java", "class Engine {}\n");
        shop.model.answers((_, sink) -> sink.accept("TITLE: T\nSECTION: S\nPAGE: P\nFILES: Engine.java\n"));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        shop.close();
    }

    @Test
    void a_wiki_learns_that_it_is_behind_without_anybody_asking() throws Exception {
        wiki(Optional.empty());
        shop.source.commit();
        here.look();
        assertThat(stale()).as("looked at when the wiki was made").isFalse();
        shop.clock.forward(EVERY);
        here.look();
        assertThat(stale()).isTrue();
        assertThat(shop.wikis
                        .listed(shop.wikis.list(READER).getFirst().wiki().id(), READER)
                        .stale())
                .isTrue();
    }

    @Test
    void all_instances_together_look_no_more_often() throws Exception {
        wiki(Optional.empty());
        shop.clock.forward(EVERY);
        int before = shop.source.looks();
        for (int minute = 0; minute < 60; minute++) {
            here.look();
            there.look();
            shop.clock.forward(Duration.ofMinutes(1));
        }
        assertThat(shop.source.looks() - before).isBetween(5, 6);
    }

    @Test
    void a_host_that_does_not_answer_changes_nothing() throws Exception {
        wiki(Optional.empty());
        shop.source.commit();
        shop.source.wantToken("open sesame");
        shop.clock.forward(EVERY);
        here.look();
        assertThat(stale()).isFalse();
    }

    @Test
    void a_private_repository_is_left_alone() throws Exception {
        shop.source.wantToken("open sesame");
        wiki(Optional.of(new Secret("open sesame")));
        shop.source.commit();
        shop.clock.forward(EVERY);
        int before = shop.source.looks();
        here.look();
        assertThat(shop.source.looks()).isEqualTo(before);
        assertThat(stale()).isFalse();
    }

    private boolean stale() {
        return shop.wikis.list(READER).getFirst().stale();
    }

    private void wiki(Optional<Secret> token) throws InterruptedException {
        WikiRequest request = new WikiRequest(
                Sources.REPOSITORY,
                Optional.empty(),
                Language.ENGLISH,
                WikiMode.CONCISE,
                ScriptedModel.REF,
                Optional.empty(),
                FileFilter.NONE);
        var job = shop.submit
                .submit(new Submission(request, token, false), READER)
                .job();
        try (var feed = shop.follow.follow(job, OptionalLong.empty(), READER)) {
            while (!feed.ended()) {
                assertThat(feed.next(Duration.ofSeconds(20))).isPresent();
            }
        }
    }
}
