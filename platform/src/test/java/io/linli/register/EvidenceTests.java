package io.linli.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.register.Row.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing is said to work whose evidence was skipped, failed or did not run. Comes after all other tests, those of the
 * packaged jar too, in a run of its own that reads their reports.
 */
@Tag("register")
class EvidenceTests {

    @Test
    void callsNothingWorkingWhoseEvidenceDidNotPass() throws IOException {
        var outcomes = Outcomes.of(Path.of("target/surefire-reports"));
        var tier = System.getProperty("tests.tier", "first");
        var looked = tier.equals("long")
                ? Set.of("long")
                : System.getenv("LINLI_TEST_DATA") == null ? Set.of("test") : Set.of("test", "data");
        var doubtful = Row.all().stream()
                .filter(row -> row.state() == State.WORKS)
                .flatMap(row -> row.evidence().stream()
                        .map(evidence -> evidence.split(":", 2))
                        .filter(evidence -> looked.contains(evidence[0]))
                        .filter(evidence -> !outcomes.passed(evidence[1]))
                        .map(evidence -> row.id() + " " + evidence[1]));

        assertThat(doubtful).isEmpty();
    }
}
