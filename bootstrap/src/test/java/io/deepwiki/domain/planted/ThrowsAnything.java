package io.deepwiki.domain.planted;

public final class ThrowsAnything {
    void fail() {
        throw new RuntimeException("anything");
    }
}
