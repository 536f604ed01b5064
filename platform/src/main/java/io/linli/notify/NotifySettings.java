package io.linli.notify;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * What an operator may set about notices: {@code linli.notify.…}.
 *
 * @param keep how long a notice stays in the inbox
 * @param stream how open pages are told
 */
@ConfigurationProperties("linli.notify")
record NotifySettings(
        @DefaultValue("180d") Duration keep, @DefaultValue Stream stream) {

    /**
     * Open pages.
     *
     * @param heartbeat how often one that is told nothing is told that, and whether its reader is still signed in
     * @param longest after which it has to come again, so that the server can be stopped and who it is is asked anew
     * @param each so many of one account in one process; the oldest gives way
     * @param most of all in one process
     */
    record Stream(
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("10m") Duration longest,
            @DefaultValue("5") int each,
            @DefaultValue("2000") int most) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(NotifySettings.class)
    static class Bound {}
}
