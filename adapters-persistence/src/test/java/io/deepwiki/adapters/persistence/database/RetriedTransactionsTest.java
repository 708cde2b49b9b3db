package io.deepwiki.adapters.persistence.database;

import static io.deepwiki.application.repository.port.Sources.OTHER_REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.db.generated.Tables.REPOSITORY_GRANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.db.generated.Tables;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetriedTransactionsTest {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Test
    void a_failure_undoes_what_all_stores_did_and_reaches_the_caller() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> DATABASE.transactions().inTransaction(() -> {
                    DATABASE.snapshots().repository(REPOSITORY);
                    DATABASE.transactions()
                            .inTransaction(() -> DATABASE.snapshots().repository(OTHER_REPOSITORY));
                    throw new UnsupportedOperationException();
                }));
        assertThat(DATABASE.dsl().fetchCount(Tables.REPOSITORY)).isZero();
    }

    @Test
    void a_failure_within_undoes_what_is_around_it() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> DATABASE.transactions().inTransaction(() -> {
                    DATABASE.snapshots().repository(REPOSITORY);
                    DATABASE.transactions().inTransaction((Runnable) () -> {
                        throw new UnsupportedOperationException();
                    });
                }));
        assertThat(DATABASE.dsl().fetchCount(Tables.REPOSITORY)).isZero();
    }

    @Test
    void what_cannot_be_committed_is_told_and_undone_and_keeps_no_connection() {
        for (int time = 0; time < 20; time++) { // more than the pool has
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> DATABASE.transactions().inTransaction(() -> {
                        DATABASE.snapshots().repository(REPOSITORY);
                        DATABASE.dsl()
                                .execute("create temp table once (number int unique deferrable initially deferred)");
                        DATABASE.dsl().execute("insert into once values (1), (1)");
                    }))
                    .withStackTraceContaining("once_number_key");
        }
        assertThat(DATABASE.dsl().fetchCount(Tables.REPOSITORY)).isZero();
    }

    @Test
    void an_error_undoes_it_too_and_the_next_one_begins_anew() {
        for (int time = 0; time < 20; time++) {
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> DATABASE.transactions().inTransaction(() -> {
                        DATABASE.snapshots().repository(REPOSITORY);
                        throw new StackOverflowError();
                    }));
        }
        DATABASE.transactions().inTransaction(() -> DATABASE.dsl().execute("select 1"));
        assertThat(DATABASE.dsl().fetchCount(Tables.REPOSITORY)).isZero();
    }

    @Test
    void what_the_server_gives_up_at_its_end_is_done_again_too() {
        AtomicInteger tries = new AtomicInteger();
        DATABASE.transactions().inTransaction(() -> {
            DATABASE.snapshots().repository(REPOSITORY);
            if (tries.incrementAndGet() < 3) {
                DATABASE.dsl().execute("create temp table once (number int) on commit drop");
                DATABASE.dsl()
                        .execute("create function pg_temp.give_up() returns trigger language plpgsql"
                                + " as 'begin raise sqlstate ''40P01''; end'");
                DATABASE.dsl()
                        .execute("create constraint trigger late after insert on once"
                                + " deferrable initially deferred for each row execute function pg_temp.give_up()");
                DATABASE.dsl().execute("insert into once values (1)");
            }
        });
        assertThat(tries).hasValue(3);
        assertThat(DATABASE.dsl().fetchCount(Tables.REPOSITORY)).isEqualTo(1);
    }

    @Test
    void a_statement_after_a_transaction_is_one_of_its_own() {
        DATABASE.transactions().inTransaction(() -> DATABASE.dsl().execute("select 1"));
        DATABASE.snapshots().repository(REPOSITORY);
        int seenElsewhere = CompletableFuture.supplyAsync(() -> DATABASE.dsl().fetchCount(Tables.REPOSITORY))
                .join();
        assertThat(seenElsewhere).isEqualTo(1);
    }

    @Test
    void nobody_else_sees_it_before_its_end() {
        int seenElsewhere = DATABASE.transactions().inTransaction(() -> {
            DATABASE.snapshots().repository(REPOSITORY);
            return CompletableFuture.supplyAsync(() -> DATABASE.dsl().fetchCount(Tables.REPOSITORY))
                    .join();
        });
        assertThat(seenElsewhere).isZero();
        assertThat(DATABASE.dsl().fetchCount(Tables.REPOSITORY)).isEqualTo(1);
    }

    @Test
    void a_database_that_is_away_is_a_failure_that_people_can_read_and_is_waited_for_once() throws Exception {
        Duration patience = Duration.ofSeconds(1);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        DatabaseSettings nowhere = new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:" + port + "/deepwiki",
                "nobody",
                Optional.empty(),
                1,
                patience,
                Duration.ofSeconds(1));
        try (Database away = new Database(nowhere)) {
            DatabaseAway.assertTold(() -> away.dsl().fetchCount(REPOSITORY_GRANT));
            long begin = System.nanoTime();
            DatabaseAway.assertTold(() -> away.transactions().inTransaction(() -> 1));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(patience.multipliedBy(2));
            assertThat(away.answers()).isFalse();
        }
        assertThat(DATABASE.database().answers()).isTrue();
    }

    @Test
    void what_the_server_gives_up_for_the_sake_of_another_is_done_again_and_is_there_once() {
        AtomicInteger tries = new AtomicInteger();
        DATABASE.transactions().inTransaction(() -> {
            DATABASE.snapshots().repository(tries.incrementAndGet() < 3 ? OTHER_REPOSITORY : REPOSITORY);
            DATABASE.transactions().inTransaction(() -> {
                if (tries.get() < 3) {
                    giveUp(tries.get() == 1 ? "40P01" : "40001");
                }
            });
        });
        assertThat(tries).hasValue(3);
        assertThat(DATABASE.dsl().fetchCount(Tables.REPOSITORY)).isEqualTo(1);
    }

    @Test
    void what_is_in_the_way_every_time_is_told_in_the_end_and_other_failures_at_once() {
        AtomicInteger tries = new AtomicInteger();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> DATABASE.transactions().inTransaction(() -> {
                    tries.incrementAndGet();
                    giveUp("40P01");
                }));
        assertThat(tries).hasValue(3);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> DATABASE.transactions().inTransaction(() -> {
                    tries.incrementAndGet();
                    giveUp("23505");
                }));
        assertThat(tries).hasValue(4);
    }

    private static void giveUp(String state) {
        DATABASE.dsl().execute("do 'begin raise sqlstate ''" + state + "''; end'");
    }

    @Test
    void a_defect_is_not_taken_for_a_database_that_is_away() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> DATABASE.dsl().execute("select nonsense"));
    }
}
