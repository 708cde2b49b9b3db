package io.deepwiki.settings;

import java.util.regex.Pattern;

/**
 * A setting as it may be shown to operators: what it is, and who wrote it.
 *
 * @param value of a secret only whether there is one
 */
public record WrittenSetting(SettingKey key, String value, Source source) {
    /** In an address, where somebody may have written a password too. */
    private static final Pattern USER = Pattern.compile("//[^/@\\s]*@");

    /** Who wrote it. */
    public enum Source {
        ENVIRONMENT,
        FILE,
        DEFAULT
    }

    /** The setting without what must not be shown of its value. */
    public static WrittenSetting of(SettingKey key, String value, Source source) {
        if (key.secret()) {
            return new WrittenSetting(key, value.isEmpty() ? "not set" : "set", source);
        }
        return new WrittenSetting(key, USER.matcher(value).replaceAll("//***@"), source);
    }
}
