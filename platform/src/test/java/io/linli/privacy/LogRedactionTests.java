package io.linli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogRedactionTests {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Logger log = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("io.linli.test.redaction");

    @BeforeEach
    void spread() {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(log.getLoggerContext());
        encoder.setPattern("%level %logger %m %kvp%n%ex");
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(log.getLoggerContext());
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        log.setAdditive(false);
        log.addAppender(appender);
        var net = new LogRedaction(new NumberRedaction());
        assertThat(net).isNotNull();
    }

    @AfterEach
    void takeAway() {
        log.detachAndStopAllAppenders();
    }

    @Test
    void catchesNumbersInTextArgumentsAndExceptions() {
        log.atWarn()
                .addKeyValue("phone", "13800138000")
                .log(
                        "Report of {} at 2026-11-21 10:20, port 8080",
                        "13900139000",
                        new IllegalStateException(
                                "could not parse '13700137000'",
                                new IllegalArgumentException("No enum constant 11010119900307803X")));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains(
                        "WARN io.linli.test.redaction Report of 〔手机号〕 at 2026-11-21 10:20, port 8080",
                        "phone=\"〔手机号〕\"",
                        "could not parse '〔手机号〕'",
                        "Caused by: java.lang.IllegalArgumentException: No enum constant 〔身份证号〕",
                        "at io.linli.privacy.LogRedactionTests")
                .doesNotContain("13800138000", "13900139000", "13700137000", "11010119900307803X");
    }

    @Test
    void isSpreadOnce() {
        var again = new LogRedaction(new NumberRedaction());
        assertThat(again).isNotNull();

        log.info("once");

        assertThat(written.toString(StandardCharsets.UTF_8)).containsOnlyOnce("once");
        assertThat(log.iteratorForAppenders().next()).isInstanceOf(LogRedaction.Net.class);
    }
}
