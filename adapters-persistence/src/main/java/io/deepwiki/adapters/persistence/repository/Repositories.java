package io.deepwiki.adapters.persistence.repository;

import static io.deepwiki.db.generated.Tables.REPOSITORY;
import static io.deepwiki.db.generated.Tables.REPOSITORY_GRANT;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.selectOne;

import io.deepwiki.application.port.Ids;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** The rows of repositories, which all features point to, and the rule of who sees what hangs on them. */
public final class Repositories {
    private final DSLContext dsl;
    private final Ids ids;

    public Repositories(DSLContext dsl, Ids ids) {
        this.dsl = dsl;
        this.ids = ids;
    }

    /** The row of a repository; made if there is none. */
    public RepositoryId idOf(RepositoryRef repository) {
        return find(repository).orElseGet(() -> {
            dsl.insertInto(REPOSITORY)
                    .set(REPOSITORY.ID, ids.next())
                    .set(REPOSITORY.IDENTITY, repository.identity())
                    .set(REPOSITORY.URL, repository.url())
                    .onConflictDoNothing()
                    .execute();
            return find(repository).orElseThrow();
        });
    }

    /** The row of a repository that is known. */
    public Optional<RepositoryId> find(RepositoryRef repository) {
        return dsl.select(REPOSITORY.ID)
                .from(REPOSITORY)
                .where(REPOSITORY.IDENTITY.eq(repository.identity()))
                .fetchOptional(REPOSITORY.ID)
                .map(RepositoryId::new);
    }

    /** That the row's repository is public, or that the caller has a grant. */
    public static Condition visible(Field<UUID> repository, Caller caller) {
        Condition granted = exists(selectOne()
                .from(REPOSITORY_GRANT)
                .where(REPOSITORY_GRANT.REPOSITORY_ID.eq(REPOSITORY.ID))
                .and(REPOSITORY_GRANT.KEY_ID.eq(caller.keyId())));
        return exists(selectOne()
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository))
                .and(not(condition(REPOSITORY.IS_PRIVATE)).or(granted)));
    }

    /** The repository of an address that {@link RepositoryRef#url} gave. */
    public static RepositoryRef ofUrl(String url) {
        if (url.startsWith("/")) {
            return new RepositoryRef.Local(url);
        }
        URI uri = URI.create(url);
        Optional<Integer> port = uri.getPort() < 0 ? Optional.empty() : Optional.of(uri.getPort());
        return new RepositoryRef.Remote(
                uri.getScheme().equals("https"),
                uri.getHost(),
                port,
                uri.getRawPath().substring(1));
    }
}
