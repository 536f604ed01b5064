package io.linli.notify;

import static io.linli.notify.NotifyProblem.DEAD_LETTER_UNKNOWN;
import static io.linli.notify.NotifyProblem.NOTICE_PAGE_UNKNOWN;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What could not be delivered, for the operator: which, through what, and why; not what it said, and not to whom by name. */
@Service
@Transactional
public class DeadLetters {

    private final JdbcClient database;
    private final Acts acts;
    private final Clock clock;

    DeadLetters(JdbcClient database, Acts acts, Clock clock) {
        this.database = database;
        this.acts = acts;
        this.clock = clock;
    }

    public record DeadLetter(
            UUID id, UUID account, Channel channel, int tries, String fault, Instant madeAt, Instant endedAt) {}

    /** One page, newest first. */
    public record Page(List<DeadLetter> items, @Nullable String next) {}

    @Transactional(readOnly = true)
    public Page list(@Nullable String after, int size) {
        var found = database.sql("""
                        select d.id, d.account, d.channel, d.tries, d.fault, d.made_at, d.ended_at
                        from notify.delivery d
                        where d.state = 'DEAD' and (?::uuid is null or (d.ended_at, d.id) < (
                            select last.ended_at, last.id from notify.delivery last where last.id = ?::uuid))
                        order by d.ended_at desc, d.id desc limit ?""")
                .params(Arrays.asList(id(after), id(after), size + 1))
                .query((row, n) -> letter(row))
                .list();
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items), found.size() > size ? items.getLast().id().toString() : null);
    }

    /** Sends it on its way again, with all its tries before it. */
    public void again(UUID id) {
        int found = database.sql("""
                        update notify.delivery set state = 'WAITING', ended_at = null, tries = 0, due_at = ?
                        where id = ? and state = 'DEAD'""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
        if (found == 0) {
            throw DEAD_LETTER_UNKNOWN.with();
        }
        acts.did(Act.of("notice.resend").on("delivery", id));
    }

    /** Gives it up for good. The reason goes to the record of acts; whom it was for still finds it in the inbox. */
    public void drop(UUID id, String reason) {
        int found = database.sql("update notify.delivery set state = 'DROPPED' where id = ? and state = 'DEAD'")
                .param(id)
                .update();
        if (found == 0) {
            throw DEAD_LETTER_UNKNOWN.with();
        }
        acts.did(Act.of("notice.drop").on("delivery", id).because(reason));
    }

    private static @Nullable String id(@Nullable String after) {
        try {
            return after == null ? null : UUID.fromString(after).toString();
        } catch (IllegalArgumentException e) {
            throw NOTICE_PAGE_UNKNOWN.with().at("after");
        }
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getInt("tries"),
                String.valueOf(row.getString("fault")),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_at", OffsetDateTime.class).toInstant());
    }
}
