package io.deepwiki.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the values of one record, so that all of it is said at once. */
final class Checks {
    private final List<String> complaints = new ArrayList<>();

    Checks range(SettingKey key, int value, int least, int most) {
        return that(value >= least && value <= most, key.key() + " must be " + least + " to " + most + ", is " + value);
    }

    Checks range(SettingKey key, ByteSize value, ByteSize least, ByteSize most) {
        return that(value.within(least, most), key.key() + " must be " + least + " to " + most + ", is " + value);
    }

    Checks range(SettingKey key, Duration value, Duration least, Duration most) {
        boolean within = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        return that(within, key.key() + " must be " + spell(least) + " to " + spell(most) + ", is " + spell(value));
    }

    Checks that(boolean right, String complaint) {
        if (!right) {
            complaints.add(complaint);
        }
        return this;
    }

    /** @throws IllegalArgumentException with a line per complaint, if there is one */
    void done() {
        if (!complaints.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", complaints));
        }
    }

    private static String spell(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
