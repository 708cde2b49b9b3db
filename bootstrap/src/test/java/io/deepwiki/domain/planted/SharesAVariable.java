package io.deepwiki.domain.planted;

public final class SharesAVariable {
    static int counter;

    private SharesAVariable() {}
}
