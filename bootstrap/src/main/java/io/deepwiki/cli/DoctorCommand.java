package io.deepwiki.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at everything that the service needs and says what is missing and what to do about it. */
@Command(
        name = "doctor",
        description = "Look at everything that the service needs, and say what is missing.",
        footer = ExitCode.EXPLAINED)
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings here;
    private final ModelTrials trials;

    DoctorCommand(Surroundings here, ModelTrials trials) {
        this.here = here;
        this.trials = trials;
    }

    @Override
    public Integer call() {
        List<Examination.Finding> findings = new Examination(here, trials).findings();
        for (Examination.Finding finding : findings) {
            here.terminal()
                    .result("%-7s %-13s %s".formatted(finding.grade().word(), finding.subject(), finding.sentence()));
        }
        boolean healthy = findings.stream().noneMatch(finding -> finding.grade() == Examination.Grade.MISSING);
        return healthy ? ExitCode.FINE : ExitCode.FAILED;
    }
}
