package io.deepwiki.adapters.llm.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The models of all providers, from {@code models.json}: the file that ships, or an operator's, which replaces the providers that it names.
 * {@code docs/models.md} describes it.
 */
public final class ModelCatalogue {
    private static final String SHIPPED = "models.json";

    private final Map<String, CatalogueEntry> entries;

    private ModelCatalogue(Map<String, CatalogueEntry> entries) {
        this.entries = Map.copyOf(entries);
    }

    /** What ships. */
    public static ModelCatalogue shipped() {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the file of models is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ModelCatalogue(CatalogueJson.read(SHIPPED, text));
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED, e);
        }
    }

    /**
     * What ships, but for the providers that the file names.
     *
     * @throws CatalogueException if the file cannot be read, or is not what it should be
     */
    public ModelCatalogue with(Path file) {
        Map<String, CatalogueEntry> together = new HashMap<>(entries);
        CatalogueJson.read(file.toString(), text(file)).forEach((id, entry) -> {
            if (together.replace(id, entry) == null) {
                throw new CatalogueException(file + ": providers." + id + " is not a provider; there are "
                        + String.join(", ", entries.keySet().stream().sorted().toList()) + ".");
            }
        });
        return new ModelCatalogue(together);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CatalogueException("The file of models " + file + " is not there.", e);
        } catch (CharacterCodingException e) {
            throw new CatalogueException("The file of models " + file + " is not UTF-8.", e);
        } catch (IOException e) {
            throw new CatalogueException("The file of models " + file + " cannot be read.", e);
        }
    }

    /** The provider of that id, which must be one of those that ship. */
    public CatalogueEntry of(String provider) {
        CatalogueEntry entry = entries.get(provider);
        if (entry == null) {
            throw new IllegalArgumentException("no provider is called " + provider);
        }
        return entry;
    }
}
