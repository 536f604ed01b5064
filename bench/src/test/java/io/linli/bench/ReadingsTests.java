package io.linli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is read from the output of other programs. */
class ReadingsTests {

    @Test
    void readsWhatWrkSays() {
        var run = Wrk.Run.of("""
                Running 5s test
                RESULT requests=3000 micros=5000000 refused=0 broken=0 p50=9000 p95=20000 p99=40500 max=90000
                """);

        assertThat(run.perSecond()).isEqualTo(600);
        assertThat(run.p99()).isEqualTo(40.5);
    }

    @Test
    void takesNoRunForGoodInWhichReportsWereRefused() {
        assertThatThrownBy(() ->
                        Wrk.Run.of("RESULT requests=3000 micros=5000000 refused=2 broken=0 p50=9 p95=20 p99=40 max=90"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Wrk.Run.of("unable to connect")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void addsUpTheHeapThatIsInUse() {
        var table = """
                    S0C         S1C         S0U         S1U          EC           EU           OC           OU
                    0.0      2048.0         -        1024.0     10240.0       2048.0     204800.0      102400.0
                """;

        assertThat(HeapBenchmark.used(table)).isEqualTo(103.0, within(0.001));
    }

    @Test
    void countsHowOftenARequestSpeaksToTheDatabaseAndWaits() {
        var log = line("tomcat-handler-12", " FE=> SimpleQuery(query=BEGIN)")
                + line("tomcat-handler-12", " FE=> Sync")
                + line("tomcat-handler-12", " <=BE ReadyForQuery(T)")
                + line("tomcat-handler-13", " FE=> Sync")
                + line("tomcat-handler-12", " <=BE ReadyForQuery(T)")
                + line("journal-1", " FE=> Sync")
                + line("tomcat-handler-12", " FE=> Sync");

        assertThat(IntakeBenchmark.roundTrips(log)).isEqualTo(3);
    }

    private static String line(String thread, String message) {
        return "{\"log\":{\"logger\":\"org.postgresql.core.v3.QueryExecutorImpl\"},\"process\":{\"thread\":{\"name\":\""
                + thread + "\"}},\"message\":\"" + message + "\"}\n";
    }

    @Test
    void namesAPackageByItsFirstThreeParts() {
        assertThat(Profile.label("io.linli.incident.web.IncidentController")).isEqualTo("io.linli.incident");
        assertThat(Profile.label("org.postgresql.Driver")).isEqualTo("org.postgresql");
    }
}
