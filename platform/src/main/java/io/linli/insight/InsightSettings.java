package io.linli.insight;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * What an operator may set about figures and screens: {@code linli.insight.…}.
 *
 * @param screens how open screens are told
 * @param reports when reports are made for those who subscribed
 */
@ConfigurationProperties("linli.insight")
record InsightSettings(
        @DefaultValue Screens screens, @DefaultValue Reports reports) {

    /**
     * Open screens.
     *
     * @param gather at least so long between two messages to one screen; what comes meanwhile goes together
     * @param heartbeat how often one that is told nothing is told that, and whether its reader may still see it
     * @param longest after which it has to come again, so that the server can be stopped and who it is is asked anew
     * @param each so many of one account in one process; the oldest gives way
     * @param most of all in one process
     * @param keep how long it is known what happened, for a screen that comes again
     */
    record Screens(
            @DefaultValue("250ms") Duration gather,
            @DefaultValue("10s") Duration heartbeat,
            @DefaultValue("30m") Duration longest,
            @DefaultValue("5") int each,
            @DefaultValue("2000") int most,
            @DefaultValue("24h") Duration keep) {}

    /**
     * Reports on schedule.
     *
     * @param at the hour in China from which the report of what is over is made
     * @param keep how long each can be opened
     */
    record Reports(
            @DefaultValue("07:00") LocalTime at,
            @DefaultValue("400d") Duration keep) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(InsightSettings.class)
    static class Bound {}
}
