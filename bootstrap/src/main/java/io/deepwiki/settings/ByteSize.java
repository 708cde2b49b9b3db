package io.deepwiki.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 512KiB}, {@code 1MiB} or {@code 2GiB}. */
public record ByteSize(long bytes) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?", Pattern.CASE_INSENSITIVE);

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative");
        }
    }

    /**
     * Reads a size as people write it.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static ByteSize parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size like 512KiB, 1MiB or 2GiB");
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        int shift = switch (unit.toLowerCase(Locale.ROOT)) {
            case "kib" -> 10;
            case "mib" -> 20;
            case "gib" -> 30;
            default -> 0;
        };
        return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
    }

    public static ByteSize kibibytes(long number) {
        return new ByteSize(number << 10);
    }

    public static ByteSize mebibytes(long number) {
        return new ByteSize(number << 20);
    }

    public static ByteSize gibibytes(long number) {
        return new ByteSize(number << 30);
    }

    boolean within(ByteSize least, ByteSize most) {
        return bytes >= least.bytes && bytes <= most.bytes;
    }

    @Override
    public String toString() {
        String[] units = {"B", "KiB", "MiB", "GiB"};
        int unit = 0;
        long number = bytes;
        while (unit < 3 && number >= 1024 && number % 1024 == 0) {
            number /= 1024;
            unit++;
        }
        return number + units[unit];
    }
}
