package io.deepwiki.domain.jobs;

import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.jobs.WorkItem.Work;
import java.util.List;

/** What is left to do of a job: nothing that is done is done again. */
public final class LeftToDo {
    private LeftToDo() {}

    /**
     * The work that brings the job to its end, or to its next phase.
     *
     * @param pages all pages of the job; none before there is a plan
     * @return none if the job is over
     */
    public static List<Work> of(JobState state, List<JobPage> pages) {
        return state.active()
                .map(active -> switch (active) {
                    case Waiting _ -> List.<Work>of(new Work.Index());
                    case Running(Phase phase) ->
                        switch (phase) {
                            case INDEX -> List.<Work>of(new Work.Index());
                            case PLAN -> List.<Work>of(new Work.Plan());
                            case PAGES -> ofPages(pages);
                        };
                })
                .orElse(List.of());
    }

    private static List<Work> ofPages(List<JobPage> pages) {
        List<Work> unsettled = pages.stream()
                .filter(page -> !page.state().status().settled())
                .map(page -> (Work) new Work.Page(page.plan().slug()))
                .toList();
        return unsettled.isEmpty() ? List.of(new Work.Finish()) : unsettled;
    }
}
