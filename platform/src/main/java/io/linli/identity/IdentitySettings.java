package io.linli.identity;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/** What an operator may set about accounts: {@code linli.identity.…}. */
@ConfigurationProperties("linli.identity")
record IdentitySettings(
        @DefaultValue SignInLimits signIn,
        @DefaultValue ReportLimits reports,
        @DefaultValue GuestLimits guest,
        @DefaultValue("10") int shortestPassword,
        @DefaultValue PasswordPolicy password,
        @DefaultValue SecondFactor secondFactor,
        @DefaultValue Oidc oidc,
        @DefaultValue("12h") Duration sessionIdle,
        @DefaultValue("24h") Duration setupLink,
        @DefaultValue("30m") Duration token) {

    static final Duration PASSWORD_HOLDS = Duration.ofDays(180);

    /**
     * What passwords of people must be, beside {@code shortestPassword} (GB/T 22239: complexity and regular change).
     *
     * @param kinds of these so many at least: small letters, capitals, digits, everything else
     * @param former so many earlier ones are not taken again
     * @param days after which staff choose a new one; 0 is never; not given it is 180, and never in the demo
     * @param given how long one that was handed out opens the account
     * @param code how long a code for a forgotten one holds
     * @param common where the list of those stands that everybody guesses first, one a line
     */
    record PasswordPolicy(
            @DefaultValue("2") int kinds,
            @DefaultValue("5") int former,
            @Nullable Integer days,
            @DefaultValue("7d") Duration given,
            @DefaultValue("10m") Duration code,

            @DefaultValue("classpath:identity/common_passwords.txt")
            Resource common) {}

    /**
     * One-time codes of an app beside the password.
     *
     * @param needed for every staff post; not given it is so outside the demo
     */
    record SecondFactor(@Nullable Boolean needed) {}

    /**
     * Other providers of identities (OpenID Connect): one for residents, such as that of a province, and one for staff.
     *
     * @param timeout for each thing that is asked of one
     */
    record Oidc(
            @DefaultValue Provider residents,
            @DefaultValue Provider staff,
            @DefaultValue("5s") Duration timeout) {

        /**
         * One provider; without an issuer it is not offered.
         *
         * @param issuer its address, exactly as it says itself
         * @param name as the button names it
         */
        record Provider(
                @DefaultValue("") String issuer,
                @DefaultValue("") String clientId,
                @DefaultValue("") String clientSecret,
                @DefaultValue("") String name,
                @DefaultValue({"openid", "profile"}) List<String> scopes) {

            @Override
            public String toString() {
                return issuer; // never the secret
            }
        }
    }

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
     * @param residentForgottenAfter the same for residents who signed up
     */
    record GuestLimits(
            @DefaultValue("5m") Duration code,
            @DefaultValue("5") int tries,
            @DefaultValue("5") int codesPerPhone,
            @DefaultValue("30") int codesPerAddress,
            @DefaultValue("2h") Duration session,
            @DefaultValue("90") int forgottenAfter,
            @DefaultValue("365") int residentForgottenAfter) {}
}
