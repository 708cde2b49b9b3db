package io.deepwiki.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final RunningService CARD =
            new RunningService(4711, URI.create("http://127.0.0.1:8001"), URI.create("http://127.0.0.1:3000"), "abc");

    @TempDir
    Path temporary;

    private DataFolder folder = new DataFolder(Path.of("unset"));

    @BeforeEach
    void make() {
        folder = new DataFolder(temporary.resolve("a/b/deepwiki"));
        folder.create();
    }

    @Test
    void nobody_else_can_look_into_it() throws IOException {
        assertThat(permissions(folder.root())).isEqualTo("rwx------");
        Files.setPosixFilePermissions(folder.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        folder.create();
        assertThat(permissions(folder.root())).isEqualTo("rwx------");
    }

    @Test
    void a_key_is_made_once_and_for_its_owner_only() throws IOException {
        assertThat(folder.apiKey().read()).isEmpty();
        Secret key = folder.apiKey().readOrMake(new SecureRandom());
        assertThat(key.reveal()).matches("[0-9a-f]{64}");
        assertThat(folder.apiKey().readOrMake(new SecureRandom())).isEqualTo(key);
        assertThat(permissions(folder.apiKey().path())).isEqualTo("rw-------");
    }

    @Test
    void processes_that_come_at_once_get_the_same_key() throws Exception {
        Set<Secret> keys = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> make = () -> keys.add(folder.secretKey().readOrMake(new SecureRandom()));
            for (var made :
                    threads.invokeAll(Stream.generate(() -> make).limit(16).toList())) {
                made.get();
            }
        }
        assertThat(keys).hasSize(1);
        try (Stream<Path> files = Files.list(folder.root())) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain(".key");
        }
    }

    @Test
    void an_empty_key_file_is_not_taken_for_a_key() throws IOException {
        Files.writeString(folder.apiKey().path(), "\n");
        assertThatThrownBy(() -> folder.apiKey().readOrMake(new SecureRandom())).hasMessageContaining("empty");
    }

    @Test
    void the_card_of_the_service_is_forgotten_only_by_its_own_process() {
        folder.service().write(CARD);
        assertThat(folder.service().read()).contains(CARD);
        folder.service().forget(1);
        assertThat(folder.service().read()).contains(CARD);
        folder.service().forget(CARD.pid());
        assertThat(folder.service().read()).isEmpty();
    }

    @Test
    void one_instance_at_a_time_is_the_main_one() {
        try (MainInstance _ = folder.claimMain().orElseThrow()) {
            assertThat(folder.claimMain()).isEmpty();
        }
        folder.claimMain().orElseThrow().close();
    }

    @Test
    void a_card_that_makes_no_sense_is_no_card() throws IOException {
        Files.writeString(folder.service().path(), "{\"pid\": ");
        assertThat(folder.service().read()).isEmpty();
    }

    @Test
    void a_local_root_is_written_down_once() {
        LocalRootsFile roots = folder.localRoots();
        roots.add(Path.of("/src/project"));
        roots.add(Path.of("/src/project"));
        roots.add(Path.of("/src/project/inner"));
        roots.add(Path.of("/src/other"));
        assertThat(roots.read()).isEqualTo(List.of(Path.of("/src/project"), Path.of("/src/other")));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
