package io.linli.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTests {

    @Test
    void tellWhatPassedAndWhatDidNot(@TempDir Path reports) throws Exception {
        Files.writeString(reports.resolve("TEST-a.GoodTests.xml"), """
                <testsuite name="a.GoodTests">
                  <testcase name="isGood" classname="a.GoodTests"/>
                  <testcase name="isGoodWith(String, int)[1]" classname="a.GoodTests"/>
                  <testcase name="isGoodWith(String, int)[2]" classname="a.GoodTests"><system-out>x</system-out></testcase>
                </testsuite>
                """);
        Files.writeString(reports.resolve("TEST-a.MixedTests.xml"), """
                <testsuite name="a.MixedTests">
                  <testcase name="isGood" classname="a.MixedTests"/>
                  <testcase name="fails(int)[1]" classname="a.MixedTests"/>
                  <testcase name="fails(int)[2]" classname="a.MixedTests"><failure message="no"/></testcase>
                  <testcase name="stumbles" classname="a.MixedTests"><error message="no"/></testcase>
                  <testcase name="isSkipped{Path}" classname="a.MixedTests"><skipped message="no data"/></testcase>
                </testsuite>
                """);

        var outcomes = Outcomes.of(reports);

        assertThat(outcomes.passed("a.GoodTests")).isTrue();
        assertThat(outcomes.passed("a.GoodTests#isGoodWith")).isTrue();
        assertThat(outcomes.passed("a.MixedTests#isGood")).isTrue();
        assertThat(outcomes.passed("a.MixedTests#fails")).isFalse();
        assertThat(outcomes.passed("a.MixedTests#stumbles")).isFalse();
        assertThat(outcomes.passed("a.MixedTests#isSkipped")).isFalse();
        assertThat(outcomes.passed("a.MixedTests")).isFalse();
        assertThat(outcomes.passed("a.NeverRunTests")).as("what did not run").isFalse();
    }
}
