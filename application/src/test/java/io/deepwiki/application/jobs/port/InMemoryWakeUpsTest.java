package io.deepwiki.application.jobs.port;

class InMemoryWakeUpsTest extends WakeUpsContract {
    private final InMemoryWakeUps wakeUps = new InMemoryWakeUps();

    @Override
    protected WakeUps wakeUps() {
        return wakeUps;
    }
}
