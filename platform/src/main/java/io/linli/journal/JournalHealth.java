package io.linli.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Whether every reader keeps up, none stands before an entry that it cannot read, and the coming months are ready. Not a
 * part of readiness: an instance whose readers lag still serves.
 */
@Component("journalHealthIndicator")
class JournalHealth extends AbstractHealthIndicator {

    private final JournalPump pump;
    private final JournalLag lag;
    private final Months months;
    private final Epoch epoch;
    private final Aside aside;
    private final Duration alarm;

    JournalHealth(
            JournalPump pump,
            JournalLag lag,
            Months months,
            Epoch epoch,
            Aside aside,
            @Value("${linli.journal.alarm:60s}") Duration alarm) {
        this.pump = pump;
        this.lag = lag;
        this.months = months;
        this.epoch = epoch;
        this.aside = aside;
        this.alarm = alarm;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var wrong = new ArrayList<String>();
        var readers = new TreeMap<String, Object>();
        for (var follower : pump.followers()) {
            readers.put(follower.name(), about(follower, wrong));
        }
        if (months.hasStrays()) {
            wrong.add("entries stand beside all months, in journal.entry_rest");
        }
        if (!months.areReady()) {
            wrong.add("the coming month has no table");
        }
        if (!epoch.isOnItsServer()) {
            wrong.add("the database is on another server than at the start: start Linli anew");
        }
        health.status(wrong.isEmpty() ? "UP" : "DOWN").withDetail("readers", readers);
        if (!wrong.isEmpty()) {
            health.withDetail("wrong", wrong);
        }
    }

    private String about(Follower follower, List<String> wrong) {
        var behind = lag.lags().getOrDefault(follower.name(), JournalLag.Lag.NONE);
        if (behind.time().compareTo(alarm) > 0) {
            wrong.add(follower.name() + " lags " + behind.time().toSeconds() + " s");
        }
        var failure = follower.failure();
        if (failure != null && failure.lasts()) {
            var entry = failure.at();
            wrong.add(follower.name() + " fails since " + failure.since() + " (" + failure.cause() + ")"
                    + (entry == null ? "" : " at " + entry.type() + " " + entry.position()));
        }
        var passed = aside.count(follower.name());
        return behind.entries() + " entries, " + behind.time().toSeconds() + " s behind"
                + (passed == 0 ? "" : ", " + passed + " set aside");
    }
}
