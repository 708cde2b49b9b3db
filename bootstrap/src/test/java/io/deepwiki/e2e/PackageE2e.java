package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageE2e {
    @TempDir
    Path folder;

    @Test
    void the_product_goes_into_one_file_and_runs_where_that_is_unpacked() throws Exception {
        try (Installation product = new Installation(Files.createDirectory(folder.resolve("home")))) {
            String version = product.run(folder, "--version").succeeded().out();
            String file = product.run(folder, "package").succeeded().out().strip();
            assertThat(Path.of(file)).hasParent(folder.toRealPath());
            Path elsewhere = Files.createDirectory(folder.resolve("opt"));
            assertThat(said("tar", "-xf", file, "-C", elsewhere.toString())).isEmpty();
            Path unpacked =
                    elsewhere.resolve(Path.of(file).getFileName().toString().replaceFirst("\\.tar$", ""));
            assertThat(unpacked.resolve("deepwiki.service")).isRegularFile();
            Path link = Files.createSymbolicLink(elsewhere.resolve("deepwiki"), unpacked);
            // What was not built by the launcher is told by its time, of which a tar keeps the seconds.
            assertThat(said(link.resolve("deepwiki").toString(), "--version"))
                    .startsWith(version.substring(0, version.lastIndexOf('-')));
            startsWithWhatWasLearnedInTheRehearsal(link);
        }
    }

    private void startsWithWhatWasLearnedInTheRehearsal(Path unpacked) throws IOException {
        // By this option Java does not start if it cannot use its cache.
        try (Installation product = new Installation(Files.createDirectory(folder.resolve("other")), unpacked)
                        .with("DEEPWIKI_JAVA_OPTS", "-XX:AOTMode=on");
                Installation.Running service = product.start("up")) {
            assertThat(service.said("event=ready api=(\\S+)")).startsWith("http");
        }
    }

    private static String said(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
        return words;
    }
}
