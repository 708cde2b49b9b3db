package io.deepwiki.application.planted;

public final class MakesAThread {
    void run(Runnable work) {
        Thread.startVirtualThread(work);
    }
}
