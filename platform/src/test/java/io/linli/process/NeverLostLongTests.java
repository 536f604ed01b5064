package io.linli.process;

import io.linli.process.NeverLost.Victim;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("long")
class NeverLostLongTests {

    private static final int ROUNDS = 5;

    @ParameterizedTest
    @EnumSource
    void keepsEveryReportThatItAnsweredThroughManyKills(Victim victim, @TempDir Path home) throws Exception {
        var work = new NeverLost(home, 8, 1_500);
        var linli = work.start();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                linli = work.round(linli, victim);
            }
        } finally {
            linli.close();
        }
    }
}
