package io.linli.insight;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OnBehalf;
import io.linli.insight.Subscriptions.Due;
import io.linli.insight.Subscriptions.End;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.problem.ProblemException;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the reports that somebody waits for, each by what its reader may see at that moment, and tells them. After a time
 * of standing still the newest is made, once: those between can be looked at by their day. Of several instances one tells.
 */
@Component
class ReportRounds {

    private static final Logger log = LoggerFactory.getLogger(ReportRounds.class);
    private static final int ROUND = 50;

    private final Subscriptions subscriptions;
    private final KeptReports kept;
    private final Reports reports;
    private final Grounds grounds;
    private final OnBehalf behalf;
    private final Notices notices;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final InsightSettings.Reports settings;
    private final Clock clock;

    ReportRounds(
            Subscriptions subscriptions,
            KeptReports kept,
            Reports reports,
            Grounds grounds,
            OnBehalf behalf,
            Notices notices,
            SystemScope system,
            PlatformTransactionManager transactions,
            InsightSettings settings,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.kept = kept;
        this.reports = reports;
        this.grounds = grounds;
        this.behalf = behalf;
        this.notices = notices;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings.reports();
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${linli.insight.reports.look:1m}", initialDelayString = "1m")
    void sweep() {
        var now = clock.instant();
        int done;
        do {
            done = round(now);
        } while (done == ROUND);
        write(() -> kept.forgetBefore(now.minus(settings.keep())));
    }

    /** Makes some; tells how many there were. */
    int round(Instant now) {
        var due = subscriptions.due(now, ROUND);
        int done = 0;
        for (var one : due) {
            try {
                serve(one, now);
                done++;
            } catch (RuntimeException e) {
                log.error("A report is left for the next round: subscription {}", one.id(), e);
            }
        }
        return done;
    }

    /** What was made for somebody, and for whom it was. */
    private record Served(Caller caller, Reports.Made made) {}

    private void serve(Due due, Instant now) {
        Optional<Served> served;
        try {
            served = behalf.call(
                    due.account(),
                    InsightPermissions.READ,
                    caller -> new Served(caller, reports.make(caller, due.kind(), due.lastDay(), due.area())));
        } catch (ProblemException refused) {
            end(due, End.AREA, now); // it is not their ground any more
            return;
        }
        served.ifPresentOrElse(found -> tell(due, found), () -> end(due, End.PERMISSION, now));
    }

    private void tell(Due due, Served served) {
        write(() -> {
            if (subscriptions.told(due)) {
                var id = kept.add(due, served.caller().posts(), served.made());
                var period = served.made().report().period();
                notices.send(List.of(notice(
                        due.account(),
                        "insight-report:" + id,
                        "insight-report-" + due.kind().name().toLowerCase(Locale.ROOT) + "/1",
                        List.of(
                                served.made().report().areaName(),
                                period.from().toString(),
                                period.to().toString()),
                        "insight-report:" + id)));
            }
        });
    }

    private void end(Due due, End why, Instant now) {
        write(() -> {
            // whoever is locked or gone is told nothing
            if (subscriptions.end(due, why, now) && why == End.AREA) {
                notices.send(List.of(notice(
                        due.account(),
                        "insight-subscription-ended:" + due.id(),
                        "insight-subscription-ended/1",
                        List.of(grounds.name(due.area())),
                        null)));
            }
        });
    }

    private static Notice notice(
            AccountId account, String key, String template, List<String> details, @Nullable String matter) {
        return new Notice(account.id(), key, template, details, matter, false);
    }

    private void write(Runnable work) {
        system.run(() -> transaction.executeWithoutResult(status -> work.run()));
    }
}
