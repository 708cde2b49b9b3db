package io.deepwiki.db.embedded;

import static io.deepwiki.db.embedded.EmbeddedPostgresTest.BINARIES;
import static io.deepwiki.db.embedded.Sql.execute;
import static io.deepwiki.db.embedded.Sql.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.db.embedded.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several instances, in this process and in others, on one folder; and what is left when one of them or the server is killed. */
@Timeout(120)
class SharedFolderTest {
    @TempDir
    Path folder;

    @AfterEach
    void nothing_is_left_running() {
        assertThat(EmbeddedPostgres.stopAbandoned(folder, BINARIES)).isTrue();
    }

    @Test
    void the_last_to_leave_stops_the_server() throws SQLException {
        EmbeddedPostgres first = start();
        EmbeddedPostgres second = start();
        assertThat(second.pid()).isEqualTo(first.pid());
        first.close();
        first.close();
        assertThat(query(second, "SELECT 1")).isEqualTo("1");
        second.close();
        assertThatStopped(first);
    }

    @Test
    void instances_that_start_at_once_share_one_server() throws Exception {
        List<EmbeddedPostgres> started = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<EmbeddedPostgres>> starts = Collections.nCopies(4, this::start);
            for (Future<EmbeddedPostgres> one : threads.invokeAll(starts)) {
                started.add(one.get());
            }
        }
        assertThat(started.stream().map(EmbeddedPostgres::pid).distinct()).hasSize(1);
        started.forEach(EmbeddedPostgres::close);
        assertThatStopped(started.getFirst());
    }

    @Test
    void a_server_is_left_running_for_another_process_and_stopped_by_it() throws Exception {
        EmbeddedPostgres ours = start();
        try (OtherProcess other = OtherProcess.start(folder)) {
            assertThat(other.serverPid()).isEqualTo(ours.pid());
            ours.close();
            assertThat(query(ours, "SELECT 1")).isEqualTo("1");
            other.leave();
        }
        assertThatStopped(ours);
    }

    @Test
    void leaving_once_does_not_hide_our_other_instances_from_another_process() throws Exception {
        EmbeddedPostgres first = start();
        EmbeddedPostgres second = start();
        first.close();
        try (OtherProcess other = OtherProcess.start(folder)) {
            other.leave();
        }
        assertThat(query(second, "SELECT 1")).isEqualTo("1");
        second.close();
        assertThatStopped(second);
    }

    @Test
    void the_server_of_a_killed_process_goes_on_holds_none_of_its_pipes_and_is_found_again() throws Exception {
        long pid;
        try (OtherProcess killed = OtherProcess.start(folder)) {
            pid = killed.serverPid();
            assertThat(OtherProcess.openFiles(pid)).isNotEmpty().doesNotContainAnyElementsOf(killed.pipes());
            killed.kill();
        }
        EmbeddedPostgres next = start();
        assertThat(next.pid()).isEqualTo(pid);
        next.close();
        assertThatStopped(next);
        assertThat(presences()).isEmpty();
    }

    @Test
    void the_server_of_a_killed_process_can_be_stopped_without_using_it() throws Exception {
        EmbeddedPostgres ours = start();
        try (OtherProcess killed = OtherProcess.start(folder)) {
            ours.close();
            assertThat(EmbeddedPostgres.stopAbandoned(folder, BINARIES)).isFalse();
            assertThat(query(ours, "SELECT 1")).isEqualTo("1");
            killed.kill();
        }
        assertThat(EmbeddedPostgres.stopAbandoned(folder, BINARIES)).isTrue();
        assertThatStopped(ours);
    }

    @Test
    void a_killed_server_is_started_again_at_the_same_address_with_what_was_committed() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(folder, BINARIES);
        execute(killed, "CREATE TABLE note AS SELECT 7 AS number");
        kill(killed.pid());
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES)) {
            assertThat(postgres.pid()).isNotEqualTo(killed.pid());
            assertThat(query(postgres, "SELECT number FROM note")).isEqualTo("7");
            assertThat(query(killed, "SELECT number FROM note")).isEqualTo("7");
        }
        killed.close();
    }

    @Test
    void a_killed_server_whose_work_goes_on_is_started_again() throws Exception {
        EmbeddedPostgres killed = start();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> work =
                    threads.submit(() -> query(killed, "SELECT count(*) FROM generate_series(1, 10000000000)"));
            while (!query(
                            killed,
                            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate\\_series(1%'"
                                    + " AND pid <> pg_backend_pid()")
                    .equals("1")) {
                Thread.onSpinWait();
            }
            kill(killed.pid());
            try (EmbeddedPostgres postgres = start()) {
                assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
            }
            assertThatThrownBy(() -> work.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(SQLException.class);
        }
        killed.close();
    }

    @Test
    void a_pid_file_whose_number_has_gone_to_another_process_is_not_believed() throws Exception {
        start().close();
        String stale =
                ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n";
        Files.writeString(folder.resolve("data/postmaster.pid"), stale);
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void leaving_a_server_that_was_killed_is_no_error() throws Exception {
        EmbeddedPostgres postgres = start();
        kill(postgres.pid());
        postgres.close();
        assertThat(presences()).isEmpty();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder, BINARIES, Durability.NONE);
    }

    private List<Path> presences() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("instances"))) {
            return files.toList();
        }
    }

    private static void assertThatStopped(EmbeddedPostgres postgres) {
        assertThatThrownBy(() -> query(postgres, "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
    }

    private static void kill(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }
}
