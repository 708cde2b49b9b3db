package io.deepwiki;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operators' manual names what there is: settings, limits, events of the log. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern VARIABLE = Pattern.compile("`(DEEPWIKI_[A-Z_]*[A-Z])[`=]");
    private static final Pattern WARNED = Pattern.compile("(?:WARNING|ERROR),\\s*\"event=([a-z_]+)");
    private static final Pattern ANY = Pattern.compile("\"event=([a-z_]+)");

    /** Numbers that limit nothing. */
    private static final Set<SettingKey> NO_LIMITS =
            Set.of(SettingKey.HTTP_PORT, SettingKey.HTTP_WEB_PORT, SettingKey.EMBEDDER_DIMENSIONS);

    @Test
    void every_setting_that_the_manual_names_exists() throws IOException {
        Set<String> known = Stream.concat(
                        Arrays.stream(SettingKey.values()).map(SettingKey::variable),
                        Stream.of("DEEPWIKI_JAVA_OPTS", "DEEPWIKI_CONFIG"))
                .collect(Collectors.toSet());
        assertThat(found(VARIABLE, Files.readString(PAGE))).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void the_table_of_limits_has_every_limit_with_its_default() throws IOException {
        String limits = part("## Limits");
        assertThat(SettingKey.values())
                .filteredOn(key -> key.standard().matches("[0-9]+(ms|s|m|h|[KMG]iB)?") && !NO_LIMITS.contains(key))
                .isNotEmpty()
                .allSatisfy(
                        key -> assertThat(limits).contains("| `" + key.variable() + "` | " + key.standard() + " |"));
    }

    @Test
    void the_table_of_events_has_every_warning_and_nothing_that_is_never_logged() throws IOException {
        Set<String> told = found(Pattern.compile("`([a-z]+(?:_[a-z]+)*)`(?=[^|\\n]*\\|)"), firstCells(part("## Logs")));
        Set<String> warned = new TreeSet<>();
        Set<String> logged = new TreeSet<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            warned.addAll(found(WARNED, source));
            logged.addAll(found(ANY, source));
        }
        assertThat(told).containsAll(warned);
        assertThat(logged).containsAll(told);
    }

    private static String part(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", begin + 1);
        return page.substring(begin, end < 0 ? page.length() : end);
    }

    private static String firstCells(String tables) {
        return tables.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1) + 1))
                .filter(cell -> !cell.contains("="))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(OperationsPageTest::first).collect(Collectors.toSet());
    }

    private static String first(MatchResult result) {
        return result.group(1);
    }

    private static List<Path> sources() throws IOException {
        List<Path> modules;
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            modules = folders.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        List<Path> sources = new ArrayList<>();
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
