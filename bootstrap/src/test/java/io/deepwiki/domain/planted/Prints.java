package io.deepwiki.domain.planted;

public final class Prints {
    void print() {
        System.out.println();
    }
}
