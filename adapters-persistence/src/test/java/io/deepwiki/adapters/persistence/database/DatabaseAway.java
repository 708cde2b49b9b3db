package io.deepwiki.adapters.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How it is told that the database does not answer. */
final class DatabaseAway {
    private DatabaseAway() {}

    static void assertTold(ThrowingCallable call) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(call)
                .satisfies(thrown -> assertThat(thrown.databaseAway()).isTrue())
                .satisfies(thrown -> assertThat(thrown.failure())
                        .isInstanceOfSatisfying(
                                Unavailable.class,
                                failure -> assertThat(failure.code()).isEqualTo("database_unavailable")));
    }
}
