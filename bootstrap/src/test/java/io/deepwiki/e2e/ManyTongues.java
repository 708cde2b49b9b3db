package io.deepwiki.e2e;

import java.util.Random;

/** Texts of one to four bytes a character, the same for the same seed. */
final class ManyTongues {
    private static final int[][] RANGES = {
        {'a', 'z'},
        {'A', 'Z'},
        {'0', '9'},
        {0xE0, 0xFC},
        {0x400, 0x44F},
        {0x4E00, 0x4FFF},
        {0xAC00, 0xACFF},
        {0x1F600, 0x1F64F}
    };

    private ManyTongues() {}

    /** A text of so many characters, with spaces and lines. */
    static String text(long seed, int characters) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("A");
        for (int i = 2; i < characters; i++) {
            int dice = random.nextInt(100);
            if (dice < 12) {
                text.append(' ');
            } else if (dice < 14) {
                text.append('\n');
            } else {
                int[] range = RANGES[dice < 50 ? 0 : random.nextInt(RANGES.length)];
                text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
            }
        }
        return text.append('.').toString();
    }
}
