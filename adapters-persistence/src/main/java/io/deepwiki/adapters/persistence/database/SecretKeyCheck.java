package io.deepwiki.adapters.persistence.database;

import static io.deepwiki.db.generated.Tables.SECRET_KEY_CHECK;

import io.deepwiki.domain.access.Secret;
import java.util.Objects;
import org.jooq.DSLContext;

/**
 * Sees to it that all instances on one database seal tokens with the same key: one that cannot open what another sealed could not do its
 * jobs, and would fail them.
 */
public final class SecretKeyCheck {
    private static final int ONLY = 1;
    private static final String PLACE = "secret_key_check";

    private SecretKeyCheck() {}

    /**
     * Leaves a sealed word, or opens the one that is there.
     *
     * @throws IllegalStateException with what to do, if another key sealed it
     */
    public static void run(DSLContext dsl, SecretBox box) {
        dsl.insertInto(SECRET_KEY_CHECK)
                .set(SECRET_KEY_CHECK.ID, ONLY)
                .set(SECRET_KEY_CHECK.SEALED, box.seal(new Secret("deepwiki"), PLACE))
                .onConflictDoNothing()
                .execute();
        byte[] sealed = Objects.requireNonNull(dsl.select(SECRET_KEY_CHECK.SEALED)
                .from(SECRET_KEY_CHECK)
                .where(SECRET_KEY_CHECK.ID.eq(ONLY))
                .fetchSingle(SECRET_KEY_CHECK.SEALED));
        try {
            box.open(sealed, PLACE);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "This database is used with another secret key: give all instances the same DEEPWIKI_SECRET_KEY,"
                            + " or copy secret.key from the data folder of the first.",
                    e);
        }
    }
}
