package io.deepwiki;

import io.deepwiki.domain.access.Secret;
import io.deepwiki.settings.ByteSize;
import io.deepwiki.settings.SettingKey;
import io.deepwiki.settings.SettingsException;
import io.deepwiki.settings.WrittenSetting;
import io.deepwiki.settings.WrittenSetting.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings as written, read into types; what cannot be read is remembered and the default used, so that all problems come out at once. */
final class SettingValues {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private final Map<SettingKey, String> written = new EnumMap<>(SettingKey.class);
    private final Map<SettingKey, Source> sources = new EnumMap<>(SettingKey.class);
    private final List<String> complaints = new ArrayList<>();

    void put(SettingKey key, String value, Source source) {
        written.put(key, value.strip());
        sources.put(key, source);
    }

    /** Every setting, as it may be shown. */
    List<WrittenSetting> shown() {
        return Arrays.stream(SettingKey.values())
                .map(key -> WrittenSetting.of(
                        key,
                        text(key).orElse(""),
                        isSet(key) ? sources.getOrDefault(key, Source.DEFAULT) : Source.DEFAULT))
                .toList();
    }

    void complain(String complaint) {
        complaints.add(complaint);
    }

    boolean isSet(SettingKey key) {
        return !written.getOrDefault(key, "").isEmpty();
    }

    Optional<String> text(SettingKey key) {
        String value = isSet(key) ? written.getOrDefault(key, "") : key.standard();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** The text of a setting that has a default. */
    String required(SettingKey key) {
        return text(key).orElseThrow();
    }

    int number(SettingKey key) {
        return read(key, Integer::parseInt, "a whole number");
    }

    boolean bool(SettingKey key) {
        return read(
                key,
                text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("neither true nor false");
                },
                "true or false");
    }

    <E extends Enum<E>> E choice(SettingKey key, Class<E> choices) {
        String all = Arrays.stream(choices.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return read(key, text -> Enum.valueOf(choices, text.toUpperCase(Locale.ROOT)), "one of " + all);
    }

    ByteSize size(SettingKey key) {
        return read(key, ByteSize::parse, "a size like 512KiB, 1MiB or 2GiB");
    }

    Duration duration(SettingKey key) {
        return read(key, SettingValues::parseDuration, "a time like 500ms, 15s, 10m or 1h");
    }

    List<String> list(SettingKey key) {
        return Arrays.stream(text(key).orElse("").split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    Optional<Secret> secret(SettingKey key) {
        return text(key).map(Secret::new);
    }

    List<Secret> secrets(SettingKey key) {
        return list(key).stream().map(Secret::new).toList();
    }

    /** An http or https address without user information. */
    Optional<URI> url(SettingKey key) {
        return text(key).flatMap(text -> {
            try {
                URI uri = new URI(text.replaceAll("/+$", ""));
                boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                    return Optional.of(uri);
                }
            } catch (URISyntaxException _) {
                // Said below, like every other address that is not one.
            }
            complain(key.key() + " must be an address like http://host:port, without user and password");
            return Optional.empty();
        });
    }

    /** A record whose own checks may complain; empty if they did. */
    <T> Optional<T> checked(Supplier<T> record) {
        try {
            return Optional.of(record.get());
        } catch (IllegalArgumentException e) {
            complaints.addAll(String.valueOf(e.getMessage()).lines().toList());
            return Optional.empty();
        }
    }

    void stopIfWrong() {
        if (!complaints.isEmpty()) {
            throw new SettingsException(complaints);
        }
    }

    private <T> T read(SettingKey key, Function<String, T> parser, String wanted) {
        String value = required(key);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | ArithmeticException _) {
            complain(key.key() + " (" + key.variable() + ") must be " + wanted + ", is '" + value + "'");
            return parser.apply(key.standard());
        }
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a time");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
