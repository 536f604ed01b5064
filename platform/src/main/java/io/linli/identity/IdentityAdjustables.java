package io.linli.identity;

import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What may be changed about accounts while the server runs. Whether a second factor is needed is none of it. */
@Component
class IdentityAdjustables implements AdjustableCatalogue {

    static final String GUEST_REPORTS = "identity.reports.guest";
    static final String RESIDENT_REPORTS = "identity.reports.resident";
    static final String WORKER_REPORTS = "identity.reports.worker";
    static final String CODES = "identity.guest.codes-per-phone";
    static final String IDLE = "identity.session-idle";
    static final String SHORTEST = "identity.shortest-password";
    static final String DAYS = "identity.password.days";

    private static final int MANY = 100_000; // 0 is no limit at all
    private static final int A_WEEK = 7 * 24 * 60;
    private static final int TEN_YEARS = 3_650;

    private final List<Adjustable> all;

    IdentityAdjustables(IdentitySettings settings, @Value("${linli.demo}") boolean demo) {
        var days = settings.password().days();
        // passwords that are printed on a page about the demo need not be changed
        long usualDays = days != null ? days : demo ? 0 : IdentitySettings.PASSWORD_HOLDS.toDays();
        all = List.of(
                new Adjustable(GUEST_REPORTS, settings.reports().guest(), 0, MANY),
                new Adjustable(RESIDENT_REPORTS, settings.reports().resident(), 0, MANY),
                new Adjustable(WORKER_REPORTS, settings.reports().worker(), 0, MANY),
                new Adjustable(CODES, settings.guest().codesPerPhone(), 1, MANY),
                new Adjustable(IDLE, settings.sessionIdle().toMinutes(), 5, A_WEEK),
                new Adjustable(SHORTEST, settings.shortestPassword(), 8, 32),
                new Adjustable(DAYS, usualDays, 0, TEN_YEARS));
    }

    @Override
    public List<Adjustable> adjustables() {
        return all;
    }
}
