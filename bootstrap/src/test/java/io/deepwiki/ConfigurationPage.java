package io.deepwiki;

import io.deepwiki.settings.SettingKey;

/** Writes the page of the manual that lists every setting, from the same table that the program reads. */
final class ConfigurationPage {
    private static final String HEAD = """
            # Configuration

            Every setting is an environment variable or a key in the settings file; the environment wins. The file is `deepwiki.yaml` in the
            working directory, or what `DEEPWIKI_CONFIG` names. Lists are separated by commas (in the file they may be YAML lists). Sizes are
            written as `512KiB`, `1MiB`, `2GiB`, times as `500ms`, `15s`, `10m`, `1h`. Booleans are `true` or `false`.

            A key in the file that does not exist stops the start; an unknown `DEEPWIKI_` variable is warned about. All problems are named in
            one message. `./deepwiki doctor` shows what is wrong without starting anything.

            ```yaml
            deepwiki:
              http:
                port: 8001
              source:
                allowed-git-hosts: [git.example.com, "10.0.0.7:8080"]
              jobs:
                page-concurrency: 5
            ```

            | key | variable | default | meaning |
            |---|---|---|---|
            """;

    private static final String TAIL = """

            Two more variables are read by the launcher and the reader of the settings: `DEEPWIKI_JAVA_OPTS` (options for the service's JVM,
            for example `-Xmx2g`) and `DEEPWIKI_CONFIG`.

            This page is made from the program's own table (`SettingKey`); a test compares them. To make it anew:
            `mvn -pl bootstrap -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddeepwiki.write-docs=true`.
            """;

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (SettingKey key : SettingKey.values()) {
            String standard = key.standard().isEmpty() ? "" : "`" + key.standard() + "`";
            String secret = key.secret() ? " Secret." : "";
            page.append("| `")
                    .append(key.key())
                    .append("` | `")
                    .append(key.variable())
                    .append("` | ")
                    .append(standard);
            page.append(" | ").append(key.meaning()).append(secret).append(" |\n");
        }
        return page.append(TAIL).toString();
    }
}
