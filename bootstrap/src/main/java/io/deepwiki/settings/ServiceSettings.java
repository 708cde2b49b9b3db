package io.deepwiki.settings;

import io.deepwiki.domain.access.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that an operator has set, checked.
 *
 * @param dataFolder absolute
 * @param cacheFolder absolute; what can be made anew, shared by all data folders of the user
 * @param url the service that the command line speaks to, when it is not its own
 * @param secretKey encrypts the tokens of waiting jobs
 * @param written every setting, as it may be shown
 * @param warnings sentences about settings that look wrong but stop nothing
 */
public record ServiceSettings(
        HttpSettings http,
        AccessSettings access,
        DatabaseSettings database,
        SourceSettings source,
        ChatSettings chat,
        EmbedderSettings embedder,
        JobSettings jobs,
        Path dataFolder,
        Path cacheFolder,
        Optional<URI> url,
        Optional<Secret> secretKey,
        List<WrittenSetting> written,
        List<String> warnings) {
    public ServiceSettings {
        written = List.copyOf(written);
        warnings = List.copyOf(warnings);
        new Checks()
                .that(
                        access.required() || access.allowUnauthenticated() || http.loopbackOnly(),
                        "Without API keys the service only listens on this machine, but " + SettingKey.HTTP_BIND.key()
                                + " is " + http.bind() + ": set " + SettingKey.ACCESS_AUTH_ENABLED.variable()
                                + "=true, or DEEPWIKI_BIND=127.0.0.1, or accept that everybody may use it with "
                                + SettingKey.ACCESS_ALLOW_UNAUTHENTICATED.variable() + "=true")
                .that(
                        access.code().isPresent() || access.allowUnauthenticated() || http.webForThisMachineOnly(),
                        "The web listener would let everybody in who reaches it, since " + openedBy(http) + ": set "
                                + SettingKey.ACCESS_CODE.variable()
                                + " to a code that your team shares, or DEEPWIKI_BIND=127.0.0.1 without "
                                + SettingKey.HTTP_WEB_URL.variable()
                                + ", or accept that everybody may use it with "
                                + SettingKey.ACCESS_ALLOW_UNAUTHENTICATED.variable() + "=true")
                .done();
    }

    private static String openedBy(HttpSettings http) {
        return http.loopbackOnly()
                ? SettingKey.HTTP_WEB_URL.key() + " is "
                        + http.web().url().map(URI::toString).orElse("not set")
                : SettingKey.HTTP_BIND.key() + " is " + http.bind();
    }
}
