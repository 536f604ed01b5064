package io.linli.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What an operator may set about accounts: {@code linli.identity.…}. */
@ConfigurationProperties("linli.identity")
record IdentitySettings(
        @DefaultValue SignInLimits signIn,
        @DefaultValue ReportLimits reports,
        @DefaultValue GuestLimits guest,
        @DefaultValue("10") int shortestPassword,
        @DefaultValue("24h") Duration setupLink,
        @DefaultValue("30m") Duration token) {

    /**
     * What follows failed sign-ins in a row.
     *
     * @param free so many without a delay; after them it doubles from a second
     * @param most after so many nobody signs in under that name for {@code locked}
     * @param freeAddress the same for an address, behind which many may sit
     * @param locked also how long failures are remembered
     */
    record SignInLimits(
            @DefaultValue("3") int free,
            @DefaultValue("10") int most,
            @DefaultValue("20") int freeAddress,
            @DefaultValue("100") int mostAddress,
            @DefaultValue("15m") Duration locked) {}

    /** Reports an hour, by who reports; 0 is no limit. A machine client may have its own number. */
    record ReportLimits(
            @DefaultValue("5") int guest,
            @DefaultValue("30") int resident,
            @DefaultValue("600") int worker,
            @DefaultValue("6000") int machine) {}

    /**
     * Codes sent to telephones.
     *
     * @param forgottenAfter days without a sign-in after which the number is taken for somebody else's
     */
    record GuestLimits(
            @DefaultValue("5m") Duration code,
            @DefaultValue("5") int tries,
            @DefaultValue("5") int codesPerPhone,
            @DefaultValue("30") int codesPerAddress,
            @DefaultValue("2h") Duration session,
            @DefaultValue("90") int forgottenAfter) {}
}
