package io.deepwiki.domain.repository;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Which words can be the name of a branch: those that {@code git check-ref-format} takes, as long as the name of a file may be. */
public final class BranchName {
    /** The longest name, in bytes of UTF-8. */
    public static final int LONGEST = 255;

    private static final String FORBIDDEN = " ~^:?*[\\";

    private BranchName() {}

    /** Whether there can be a branch of that name. */
    public static boolean isPossible(String name) {
        return name.length() <= LONGEST
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && name.codePoints().allMatch(BranchName::isAllowed)
                && !name.contains("..")
                && !name.contains("@{")
                && !name.endsWith(".")
                && Stream.of(name.split("/", -1)).allMatch(BranchName::isPart);
    }

    private static boolean isAllowed(int point) {
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return point >= ' ' && point != 0x7F && !half && FORBIDDEN.indexOf(point) < 0;
    }

    private static boolean isPart(String part) {
        return !part.isEmpty() && !part.startsWith(".") && !part.endsWith(".lock");
    }
}
