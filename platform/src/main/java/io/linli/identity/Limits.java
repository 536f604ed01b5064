package io.linli.identity;

import static io.linli.identity.IdentityProblem.TOO_MANY_REPORTS;
import static io.linli.identity.IdentityProblem.TOO_OFTEN;

import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import io.linli.settings.Adjustments;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How much one may do in a while. The window begins with the first of it.
 *
 * <p>Counted in the database for all instances together. One that may do much takes its share in blocks (a twentieth of
 * the whole at once), so that most of the time there is no round trip; what a process took counts as used, so the total
 * is never more than allowed, and at most a block for each further process goes unused. Who may do a little, a guest or a
 * resident, pays one statement each time; who has no limit, none.
 *
 * <p>To be asked before the transaction: what was refused or failed later still counts.
 */
@Service
public class Limits {

    private static final int BLOCKS = 20;
    private static final int MOST_KNOWN = 50_000;

    private record Key(String what, String who) {}

    /** What this process took and has not used; after the last share there is nothing more until the window ends. */
    private record Share(int left, boolean last, Instant ends) {}

    private final JdbcClient database;
    private final Directory directory;
    private final IdentitySettings settings;
    private final Adjustments adjustments;
    private final Clock clock;
    private final Map<Key, Share> shares = new ConcurrentHashMap<>();

    Limits(JdbcClient database, Directory directory, IdentitySettings settings, Adjustments adjustments, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.settings = settings;
        this.adjustments = adjustments;
        this.clock = clock;
    }

    /** Takes one of what the caller may do in an hour ({@code report}), or refuses until when. */
    public void take(String what, Caller caller) {
        if (!what.equals("report")) {
            throw new IllegalArgumentException("Nothing is said about how often one may " + what);
        }
        int most = reports(caller);
        if (most > 0) {
            take(what, caller.id().toString(), most, Duration.ofHours(1), TOO_MANY_REPORTS);
        }
    }

    /** Takes so many of them, or none and refuses. */
    public void take(String what, int number, Caller caller) {
        int taken = 0;
        try {
            for (; taken < number; taken++) {
                take(what, caller);
            }
        } catch (ProblemException tooMany) {
            for (; taken > 0; taken--) {
                giveBack(what, caller.id().toString());
            }
            throw tooMany;
        }
    }

    /** How many reports the caller may make in an hour; empty: as many as they like. */
    public OptionalInt reportsAnHour(Caller caller) {
        int most = reports(caller);
        return most > 0 ? OptionalInt.of(most) : OptionalInt.empty();
    }

    /**
     * Takes one of so many in that time.
     *
     * @param who kept in clear: no telephone numbers and no addresses, but their blind index
     */
    public void take(String what, String who, int most, Duration window) {
        take(what, who, most, window, TOO_OFTEN);
    }

    /**
     * Hands back one that was taken and turned out not to count, such as a try that was right. It stays with this process
     * for the next who asks, so it costs no round trip.
     */
    public void giveBack(String what, String who) {
        shares.computeIfPresent(
                new Key(what, who), (key, share) -> new Share(share.left() + 1, share.last(), share.ends()));
    }

    private void take(String what, String who, int most, Duration window, Problem refusal) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("What was taken must count whatever becomes of the transaction");
        }
        var now = clock.instant();
        if (shares.size() > MOST_KNOWN) {
            shares.clear(); // what is left of them goes unused, which is on the safe side
        }
        var mine = new AtomicBoolean();
        var share = shares.compute(new Key(what, who), (key, known) -> {
            var current = known != null && now.isBefore(known.ends()) ? known : more(key, most, window, now);
            if (current.left() == 0 && !current.last()) {
                current = more(key, most, window, now);
            }
            if (current.left() == 0) {
                return current;
            }
            mine.set(true);
            return new Share(current.left() - 1, current.last(), current.ends());
        });
        if (!mine.get()) {
            throw refusal.with(most).retryAfter(Duration.between(now, share.ends()));
        }
    }

    private Share more(Key key, int most, Duration window, Instant now) {
        int block = Math.max(1, most / BLOCKS);
        return database.sql("""
                insert into identity.allowance as a (what, who, began, ends, taken) values (?, ?, ?, ?, ?)
                on conflict (what, who) do update set
                    began = case when a.ends <= excluded.began then excluded.began else a.began end,
                    ends = case when a.ends <= excluded.began then excluded.ends else a.ends end,
                    taken = case when a.ends <= excluded.began then excluded.taken
                        else least(a.taken + excluded.taken, ?) end
                returning taken, ends""")
                .params(
                        key.what(),
                        key.who(),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(window)),
                        block,
                        most + block)
                .query((row, n) -> {
                    int taken = row.getInt(1);
                    int granted = taken <= most ? block : Math.max(0, most - (taken - block));
                    return new Share(
                            granted,
                            granted < block,
                            row.getObject(2, OffsetDateTime.class).toInstant());
                })
                .single();
    }

    private int reports(Caller caller) {
        var own = directory.account(caller.id()).map(Account::reportsPerHour).orElse(null);
        return own != null ? own : usual(caller);
    }

    private int usual(Caller caller) {
        if (caller.posts().stream().anyMatch(post -> post.role().serves())) {
            return now(IdentityAdjustables.WORKER_REPORTS);
        }
        if (caller.has(Role.MACHINE)) {
            return settings.reports().machine();
        }
        return now(
                caller.has(Role.RESIDENT) ? IdentityAdjustables.RESIDENT_REPORTS : IdentityAdjustables.GUEST_REPORTS);
    }

    private int now(String setting) {
        return Math.toIntExact(adjustments.of(setting));
    }

    @Scheduled(fixedDelay = 3_600_000)
    void forget() {
        database.sql("delete from identity.allowance where ends < ?")
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .update();
    }
}
