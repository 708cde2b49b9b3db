package io.deepwiki.adapters.http.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of the web UI, as its build listed them: nothing else can be had, whatever is asked for. */
public final class UiFiles {
    private static final String LIST = "files.txt";

    private final Function<String, @Nullable InputStream> opening;
    private final Map<String, UiFile> files;

    private UiFiles(Function<String, @Nullable InputStream> opening, Map<String, UiFile> files) {
        this.opening = opening;
        this.files = files;
    }

    /**
     * One of them.
     *
     * @param hash of its content
     * @param brotli bytes of its form that is compressed by brotli, if there is one beside it
     * @param gzip the same by gzip
     */
    record UiFile(String hash, int bytes, OptionalInt brotli, OptionalInt gzip, String path) {
        private static UiFile of(String line) {
            String[] parts = line.split(" ", 5);
            return new UiFile(parts[0], Integer.parseInt(parts[1]), size(parts[2]), size(parts[3]), parts[4]);
        }

        private static OptionalInt size(String text) {
            return text.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
        }
    }

    /** Those in a folder of the class path; none if this build was made without the UI. */
    public static UiFiles onClassPath(String folder) {
        return of(name -> UiFiles.class.getResourceAsStream(folder + "/" + name));
    }

    /** Those that are opened by their names; null where there is nothing. */
    static UiFiles of(Function<String, @Nullable InputStream> opening) {
        try (InputStream list = opening.apply(LIST)) {
            String lines = list == null ? "" : new String(list.readAllBytes(), StandardCharsets.UTF_8);
            return new UiFiles(
                    opening, lines.lines().map(UiFile::of).collect(Collectors.toMap(UiFile::path, file -> file)));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of the web UI's files cannot be read", e);
        }
    }

    /** Whether this build was made without the UI. */
    boolean isEmpty() {
        return files.isEmpty();
    }

    /** The file at that path, without a slash at its beginning. */
    Optional<UiFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** All bytes of what is listed; {@code ending} chooses a compressed form, or is empty. */
    byte[] read(UiFile file, String ending) {
        try (InputStream in = opening.apply(file.path() + ending)) {
            if (in == null) {
                throw new IOException("it is not there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file.path() + ending + " of the web UI cannot be read", e);
        }
    }
}
