package io.deepwiki.domain.repository;

/**
 * Guesses whether bytes that are not UTF-8 are the text of a Western European language in windows-1252. There accented letters are few and
 * stand between plain ones; in an East Asian encoding bytes above 127 come in long runs, and in damaged UTF-8 most of them still
 * form valid sequences.
 */
final class Latin {
    private static final int LONGEST_RUN = 6;

    private int high;
    private int longestRun;
    private int validSequences;
    private boolean undefined;

    private Latin() {}

    static boolean plausible(byte[] bytes) {
        Latin seen = new Latin();
        int run = 0;
        for (int i = 0; i < bytes.length; i++) {
            run = bytes[i] < 0 ? run + 1 : 0;
            if (bytes[i] < 0) {
                seen.count(bytes, i, run);
            }
        }
        return !seen.undefined
                && seen.longestRun <= LONGEST_RUN
                && seen.high * 3L <= bytes.length
                && seen.validSequences * 4L <= seen.high;
    }

    private void count(byte[] bytes, int at, int run) {
        int value = bytes[at] & 0xFF;
        high++;
        longestRun = Math.max(longestRun, run);
        undefined |= value == 0x81 || value == 0x8D || value == 0x8F || value == 0x90 || value == 0x9D;
        int following = value >= 0xF0 ? 3 : value >= 0xE0 ? 2 : 1;
        if (value >= 0xC2 && value < 0xF5 && continued(bytes, at, following)) {
            validSequences++;
        }
    }

    private static boolean continued(byte[] bytes, int at, int following) {
        if (at + following >= bytes.length) {
            return false;
        }
        for (int i = 1; i <= following; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
