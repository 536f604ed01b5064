package io.linli.notify;

import io.linli.settings.Audience;
import io.linli.settings.SystemScope;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spreads announcements, some hundred people a transaction: first the list of whom it is for is made, then they are told,
 * and later those reminded who have not read it. One instance at a time works on an announcement, and goes on where
 * another stopped.
 */
@Component
class Crier {

    private static final Logger log = LoggerFactory.getLogger(Crier.class);
    private static final int BATCH = 500;

    private record Open(
            UUID id,
            String area,
            Announcement.For audience,
            String title,
            boolean urgent,
            Announcement.State state,
            @Nullable UUID listed,
            int round) {}

    private final JdbcClient database;
    private final Notices notices;
    private final ObjectProvider<Audience> audience;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            work -> Thread.ofPlatform().name("crier").daemon().unstarted(work));
    private volatile boolean stopping;

    Crier(
            JdbcClient database,
            Notices notices,
            ObjectProvider<Audience> audience,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.notices = notices;
        this.audience = audience;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${linli.notify.poll:1s}")
    void wake() {
        if (!stopping && audience.getIfAvailable() != null) {
            try {
                worker.execute(this::work);
            } catch (RejectedExecutionException e) {
                log.trace("It is at it");
            }
        }
    }

    /** Goes on until nothing is left to do. */
    void work() {
        try {
            while (!stopping && Boolean.TRUE.equals(system.call(() -> transaction.execute(status -> step())))) {
                log.trace("One step further");
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Announcements wait for the database", e);
        }
    }

    private boolean step() {
        var open = next();
        open.ifPresent(this::step);
        return open.isPresent();
    }

    // what another instance has in hand is passed over
    private Optional<Open> next() {
        return database.sql("""
                        select id, area, audience, title, urgent, state, listed, round from notify.announcement
                        where state <> 'TOLD' order by made_at, id limit 1 for update skip locked""").query((row, n) -> open(row)).optional();
    }

    private void step(Open open) {
        switch (open.state()) {
            case LISTING -> list(open);
            case TELLING -> tell(open);
            case REMINDING -> remind(open);
            case TOLD -> throw new IllegalStateException("There is nothing left to do for " + open.id());
        }
    }

    private void list(Open open) {
        var some = audience.getObject()
                .within(
                        open.area(),
                        Announcements.kinds(open.audience()),
                        open.listed() == null ? null : open.listed().toString(),
                        BATCH);
        if (some.isEmpty()) {
            become(open, Announcement.State.TELLING);
            return;
        }
        database.sql("""
                        insert into notify.recipient (announcement, account, area)
                        select ?, account, area from unnest(?::uuid[], ?::text[]) some_of (account, area)
                        on conflict do nothing""")
                .params(
                        open.id(),
                        some.stream().map(Audience.Member::account).toArray(String[]::new),
                        some.stream().map(Audience.Member::area).toArray(String[]::new))
                .update();
        database.sql("update notify.announcement set listed = ? where id = ?")
                .params(UUID.fromString(some.getLast().account()), open.id())
                .update();
    }

    private void tell(Open open) {
        var some = accounts("""
                select account from notify.recipient where announcement = ? and told_at is null
                order by account limit ?""", open.id(), BATCH);
        if (some.isEmpty()) {
            become(open, Announcement.State.TOLD);
            return;
        }
        send(open, some, "announcement:" + open.id(), "announcement/1");
        database.sql("update notify.recipient set told_at = ? where announcement = ? and account = any (?::uuid[])")
                .params(now(), open.id(), ids(some))
                .update();
    }

    private void remind(Open open) {
        var some = accounts("""
                select account from notify.recipient
                where announcement = ? and told_at is not null and read_at is null and round < ?
                order by account limit ?""", open.id(), open.round(), BATCH);
        if (some.isEmpty()) {
            become(open, Announcement.State.TOLD);
            return;
        }
        send(open, some, "announcement:" + open.id() + ":" + open.round(), "announcement-reminder/1");
        database.sql("update notify.recipient set round = ? where announcement = ? and account = any (?::uuid[])")
                .params(open.round(), open.id(), ids(some))
                .update();
    }

    private List<UUID> accounts(String sql, Object... parameters) {
        return database.sql(sql)
                .params(parameters)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private void send(Open open, List<UUID> accounts, String key, String template) {
        notices.send(accounts.stream()
                .map(account -> new Notice(
                        account, key, template, List.of(open.title()), Announcement.matter(open.id()), open.urgent()))
                .toList());
    }

    private void become(Open open, Announcement.State next) {
        database.sql("update notify.announcement set state = ? where id = ?")
                .params(next.name(), open.id())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String[] ids(List<UUID> accounts) {
        return accounts.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                row.getObject("id", UUID.class),
                row.getString("area"),
                Announcement.For.valueOf(row.getString("audience")),
                row.getString("title"),
                row.getBoolean("urgent"),
                Announcement.State.valueOf(row.getString("state")),
                row.getObject("listed", UUID.class),
                row.getInt("round"));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        worker.shutdown();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            log.warn(
                    "An announcement is cut off in the middle of a batch, which is undone and taken up at the next start");
        }
    }
}
