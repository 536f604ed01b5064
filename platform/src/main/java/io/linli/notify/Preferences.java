package io.linli.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What somebody wants to be told where and when. Times are those of Beijing.
 *
 * @param language zh or en: of what goes out; pages have their own
 * @param quietFrom from then on only what is urgent goes out, until {@code quietUntil}; never, when both are the same
 * @param digestAt when the digest goes out
 */
public record Preferences(
        String language,
        Wish email,
        Wish sms,
        Wish wechat,
        LocalTime quietFrom,
        LocalTime quietUntil,
        LocalTime digestAt) {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    Wish of(Channel channel) {
        return switch (channel) {
            case EMAIL -> email;
            case SMS -> sms;
            case WECHAT -> wechat;
        };
    }

    Locale locale() {
        return Locale.of(language);
    }

    /** When something that is not urgent may go out: at once, or when the quiet hours end. */
    Instant afterQuiet(Instant at) {
        return isQuiet(LocalTime.ofInstant(at, ZONE)) ? next(quietUntil, at) : at;
    }

    private boolean isQuiet(LocalTime time) {
        boolean begun = !time.isBefore(quietFrom);
        boolean over = !time.isBefore(quietUntil);
        return quietFrom.isBefore(quietUntil) ? begun && !over : !quietFrom.equals(quietUntil) && (begun || !over);
    }

    /** The next digest after that moment, moved out of the quiet hours. */
    Instant nextDigest(Instant at) {
        return afterQuiet(next(digestAt, at));
    }

    private static Instant next(LocalTime time, Instant at) {
        var local = at.atZone(ZONE);
        var today = local.with(time);
        return (today.isAfter(local) ? today : today.plusDays(1)).toInstant();
    }
}
