package io.linli.notify;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * What an operator may set about notices: {@code linli.notify.…}.
 *
 * @param keep how long a notice stays in the inbox
 * @param address of the pages as people reach them; stands in what goes out, when it is set
 * @param mailFrom whose e-mails these are; without it none are sent
 * @param stream how open pages are told
 */
@ConfigurationProperties("linli.notify")
record NotifySettings(
        @DefaultValue("180d") Duration keep,
        @DefaultValue("") String address,
        @DefaultValue("") String mailFrom,
        @DefaultValue Stream stream,
        @DefaultValue Unasked unasked,
        @DefaultValue Delivery delivery,
        @DefaultValue Gateway gateway) {

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

    /** What those want who said nothing. */
    record Unasked(
            @DefaultValue("EACH") Wish email,
            @DefaultValue("EACH") Wish sms,
            @DefaultValue("EACH") Wish wechat,
            @DefaultValue("22:00") LocalTime quietFrom,
            @DefaultValue("07:00") LocalTime quietUntil,
            @DefaultValue("08:00") LocalTime digestAt) {}

    /**
     * What goes out.
     *
     * @param tries after so many a message is a dead letter
     * @param first how long after the first try the second comes; each further wait is four times as long
     * @param longest but no wait is longer
     * @param aDay messages that one person gets in a day through one channel; what is more, and not urgent, goes into
     *     the digest
     * @param claim after which a message whose sender says nothing is taken up by another
     * @param code how long the code for a new address holds
     */
    record Delivery(
            @DefaultValue("8") int tries,
            @DefaultValue("1m") Duration first,
            @DefaultValue("6h") Duration longest,
            @DefaultValue("10") int aDay,
            @DefaultValue("2m") Duration claim,
            @DefaultValue("10m") Duration code) {

        Duration wait(int tried) {
            var wait = first.multipliedBy(1L << Math.min(2 * (tried - 1), 40));
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    /**
     * The gateway for SMS and WeChat.
     *
     * @param url where messages are posted; without it none are
     * @param secret signs them; both sides know it
     * @param timeout for the whole answer
     */
    record Gateway(
            @DefaultValue("") String url,
            @DefaultValue("") String secret,
            @DefaultValue("10s") Duration timeout) {}

    Preferences preferences() {
        return new Preferences(
                "zh",
                unasked.email(),
                unasked.sms(),
                unasked.wechat(),
                unasked.quietFrom(),
                unasked.quietUntil(),
                unasked.digestAt());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(NotifySettings.class)
    static class Bound {}
}
