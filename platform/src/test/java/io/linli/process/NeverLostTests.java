package io.linli.process;

import static io.linli.process.NeverLost.Victim.BOTH;
import static io.linli.process.NeverLost.Victim.POSTMASTER;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of what the second tier does at length ({@link NeverLostLongTests}). */
@Tag("jar")
class NeverLostTests {

    @Test
    void keepsEveryReportThatItAnsweredThroughTwoKills(@TempDir Path home) throws Exception {
        var work = new NeverLost(home, 4, 100);
        try (var first = work.start()) {
            work.round(first, POSTMASTER);
            work.round(first, BOTH).close();
        }
    }
}
