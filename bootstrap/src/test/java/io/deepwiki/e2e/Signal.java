package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** What the system can tell a process. */
enum Signal {
    /** Stand still, whatever you do. */
    STOP,

    /** Go on where you stood. */
    CONT,

    /** End in order; to PostgreSQL: cut all connections first. */
    INT,

    /** End; to PostgreSQL: as in a crash, without writing what is in memory. */
    QUIT;

    void to(long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("kill -%s %d", name(), pid).isZero();
    }
}
