package io.deepwiki.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that this program was started from.
 *
 * @param jar the program
 * @param version as released
 * @param build what tells this build from every other
 * @param command what people type to start it
 */
public record ShippedFolder(Path jar, String version, String build, String command) {
    /** The folder of the jar that {@code type} comes from. */
    public static ShippedFolder of(Class<?> type, String command) {
        try {
            Path jar = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path stamp = jar.resolveSibling("build-id");
            String build = Files.isRegularFile(stamp) ? Files.readString(stamp).strip() : unstamped(jar);
            String version = Optional.ofNullable(type.getPackage().getImplementationVersion())
                    .orElse("development");
            return new ShippedFolder(jar, version, build, command);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The program does not lie in a folder", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the program cannot be read", e);
        }
    }

    private static String unstamped(Path jar) throws IOException {
        return "unstamped-" + Files.getLastModifiedTime(jar).toMillis();
    }

    /** The options that the service's JVM runs with. */
    public Path serviceOptions() {
        return jar.resolveSibling("service.options");
    }

    /** What Java learned when this build was rehearsed, with which a service begins warm: its AOT cache. There may be none. */
    public Path rehearsed() {
        return jar.resolveSibling("deepwiki.aot");
    }
}
