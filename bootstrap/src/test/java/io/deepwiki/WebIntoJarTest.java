package io.deepwiki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the build says where the web UI cannot be built, or is not to be. */
class WebIntoJarTest {
    private static final Path SCRIPT = Path.of("..", "web", "tools", "into-jar");
    private static final List<String> NEEDED = List.of("bash", "dirname", "find", "sed", "rm");

    @TempDir
    Path folder;

    private Path script;
    private Path programs;
    private Path jar;

    private record Outcome(int code, String said) {}

    @BeforeEach
    void copy() throws IOException {
        script = Files.createDirectories(folder.resolve("web/tools")).resolve("into-jar");
        Files.copy(SCRIPT, script);
        programs = Files.createDirectory(folder.resolve("programs"));
        for (String program : NEEDED) {
            Files.createSymbolicLink(programs.resolve(program), Path.of("/usr/bin", program));
        }
        jar = Files.createDirectories(folder.resolve("classes/web"));
        Files.writeString(jar.resolve("files.txt"), "of an older build");
    }

    @Test
    void without_node_it_says_what_it_needs_and_what_else_can_be_done() throws Exception {
        Outcome outcome = run("false");
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.said).contains("needs Node.js 20 or newer with npm", "node is not there", "-Dweb.skip");
    }

    @ParameterizedTest
    @CsvSource({"v18.19.1, node is v18.19.1", "v24.0.0, could not be fetched (npm ci"})
    void what_hinders_it_is_said_with_what_else_can_be_done(String node, String why) throws Exception {
        program("node", "echo " + node);
        program("npm", "exit 3");
        Outcome outcome = run("false");
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.said).contains(why, "-Dweb.skip");
    }

    @Test
    void left_out_it_leaves_nothing_of_an_older_build() throws Exception {
        Outcome outcome = run("true");
        assertThat(outcome.code).isZero();
        assertThat(outcome.said).contains("left out (-Dweb.skip)");
        assertThat(jar).doesNotExist();
    }

    private void program(String name, String does) throws IOException {
        Path program = programs.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + does + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private Outcome run(String skip) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/bash", script.toString(), jar.toString(), skip);
        builder.environment().put("PATH", programs.toString());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }
}
