package io.deepwiki.application.jobs;

import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import java.time.Duration;

/** A step in something that is around it, and so far changes nothing. */
class StepAround implements Step {
    private final Step step;

    StepAround(Step step) {
        this.step = step;
    }

    @Override
    public void begin(JobChange change, WorkItem item) {
        step.begin(change, item);
    }

    @Override
    public Effect run(WikiJob job, WorkItem item, Calls calls) throws InterruptedException {
        return step.run(job, item, calls);
    }

    @Override
    public Effect giveUp(WikiJob job, WorkItem item, String why) {
        return step.giveUp(job, item, why);
    }

    @Override
    public Effect giveUpUntried(WikiJob job, WorkItem item, String why) {
        return step.giveUpUntried(job, item, why);
    }

    @Override
    public Effect willRetry(WikiJob job, WorkItem item, String why) {
        return step.willRetry(job, item, why);
    }

    @Override
    public Effect putOff(WorkItem item, Duration pause, String why) {
        return step.putOff(item, pause, why);
    }

    @Override
    public Effect handedBack(WorkItem item) {
        return step.handedBack(item);
    }
}
