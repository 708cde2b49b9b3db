package io.deepwiki;

import io.deepwiki.cli.ServiceRunner.LogTarget;
import io.deepwiki.folder.DataFolder;

/** Chooses where log lines go; must be called before anything logs. */
final class Logs {
    private static final String CONFIGURATION = "logback.configurationFile";

    private Logs() {}

    static void to(LogTarget target, DataFolder folder) {
        switch (target) {
            case CONSOLE -> System.setProperty(CONFIGURATION, "logback-console.xml");
            case FILE -> {
                System.setProperty("deepwiki.log", folder.serviceLog().toString());
                System.setProperty(CONFIGURATION, "logback-file.xml");
            }
        }
    }
}
