package io.deepwiki.cli;

import io.deepwiki.folder.DataFolder;
import io.deepwiki.folder.ShippedFolder;
import io.deepwiki.settings.ServiceSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What every command may need.
 *
 * @param settings reads the settings, and complains, only when a command needs them
 * @param workingFolder absolute
 */
public record Surroundings(
        Supplier<ServiceSettings> settings,
        Map<String, String> environment,
        Path workingFolder,
        Terminal terminal,
        ShippedFolder shipped,
        Machine machine) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    DataFolder folder() {
        return new DataFolder(settings.get().dataFolder());
    }
}
