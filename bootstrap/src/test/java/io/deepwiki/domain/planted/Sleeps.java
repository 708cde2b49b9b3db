package io.deepwiki.domain.planted;

public final class Sleeps {
    void nap() throws InterruptedException {
        Thread.sleep(1);
    }
}
