package io.deepwiki.adapters.persistence.wiki;

import static io.deepwiki.db.generated.Tables.BRANCH_HEAD;
import static io.deepwiki.db.generated.Tables.REPOSITORY;
import static io.deepwiki.db.generated.Tables.WIKI;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.deepwiki.adapters.persistence.database.ServerTime;
import io.deepwiki.adapters.persistence.repository.Repositories;
import io.deepwiki.application.wiki.port.Lookout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Turns in the repositories' rows, on the server's clock: taking one and putting it off is one statement. */
public final class JooqLookout implements Lookout {
    private final DSLContext dsl;

    public JooqLookout(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<Turn> next(Duration lately, Duration pause) {
        return dsl.update(REPOSITORY)
                .set(REPOSITORY.NEXT_LOOK_AT, ServerTime.in(pause))
                .where(REPOSITORY.ID.eq(select(REPOSITORY.ID)
                        .from(REPOSITORY)
                        .where(not(condition(REPOSITORY.IS_PRIVATE)))
                        .and(REPOSITORY.NEXT_LOOK_AT.isNull().or(REPOSITORY.NEXT_LOOK_AT.le(ServerTime.now())))
                        .and(hasBranchNotSeen(lately))
                        .orderBy(REPOSITORY.NEXT_LOOK_AT.asc().nullsFirst(), REPOSITORY.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(REPOSITORY.ID, REPOSITORY.URL)
                .fetchOptional(row -> new Turn(Repositories.ofUrl(row.value2()), branches(row.value1())));
    }

    private static Condition hasBranchNotSeen(Duration lately) {
        return exists(selectOne()
                .from(WIKI)
                .leftJoin(BRANCH_HEAD)
                .on(BRANCH_HEAD.REPOSITORY_ID.eq(WIKI.REPOSITORY_ID), BRANCH_HEAD.BRANCH.eq(WIKI.BRANCH))
                .where(WIKI.REPOSITORY_ID.eq(REPOSITORY.ID))
                .and(BRANCH_HEAD.SEEN_AT.isNull().or(BRANCH_HEAD.SEEN_AT.le(ServerTime.in(lately.negated())))));
    }

    private List<String> branches(UUID repository) {
        return dsl.selectDistinct(WIKI.BRANCH)
                .from(WIKI)
                .where(WIKI.REPOSITORY_ID.eq(repository))
                .orderBy(WIKI.BRANCH)
                .fetch(WIKI.BRANCH);
    }
}
