package io.deepwiki.settings;

import java.io.Serial;
import java.util.List;

/** The settings cannot be used; its message names every problem. */
public final class SettingsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public SettingsException(List<String> problems) {
        super("The settings cannot be used:\n  - " + String.join("\n  - ", problems));
    }
}
