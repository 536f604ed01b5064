package io.linli.notify;

import static io.linli.notify.NotifyProblem.ANNOUNCEMENT_NOT_TOLD_YET;
import static io.linli.notify.NotifyProblem.ANNOUNCEMENT_NOT_YOUR_AREA;
import static io.linli.notify.NotifyProblem.ANNOUNCEMENT_REACHES_NOBODY;
import static io.linli.notify.NotifyProblem.ANNOUNCEMENT_REMINDED;
import static io.linli.notify.NotifyProblem.ANNOUNCEMENT_UNKNOWN;
import static io.linli.notify.NotifyProblem.NOTICE_PAGE_UNKNOWN;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Audience;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells all in an area something, and keeps who has read it (requirement L04). Posts announce and count within their own
 * area: row security says so, since the posts of a caller are not known here.
 */
@Service
@Transactional
public class Announcements {

    private static final Duration BETWEEN_REMINDERS = Duration.ofHours(20);

    private static final String SELECT =
            "select id, area, audience, title, body, urgent, made_at, state from notify.announcement a";

    private static final String LIST = SELECT + """

            where ?::uuid is null or (a.made_at, a.id) < (
                select b.made_at, b.id from notify.announcement b where b.id = ?::uuid)
            order by a.made_at desc, a.id desc limit ?""";

    private final JdbcClient database;
    private final ObjectProvider<Audience> audience;
    private final Acts acts;
    private final SystemScope system;
    private final Clock clock;

    Announcements(JdbcClient database, ObjectProvider<Audience> audience, Acts acts, SystemScope system, Clock clock) {
        this.database = database;
        this.audience = audience;
        this.acts = acts;
        this.system = system;
        this.clock = clock;
    }

    /** One page, newest first. */
    public record Page(List<Announcement> items, @Nullable String next) {}

    /** Refuses what the caller may not announce, and what nobody would hear. To be asked before it is made. */
    @Transactional(readOnly = true)
    public void mustBePossible(Announcement.Draft draft) {
        if (!sees(draft.area())) {
            throw ANNOUNCEMENT_NOT_YOUR_AREA.with(draft.area());
        }
        var all = audience.getIfAvailable();
        if (all == null
                || all.within(draft.area(), kinds(draft.audience()), null, 1).isEmpty()) {
            throw ANNOUNCEMENT_REACHES_NOBODY.with(draft.area()).at("area");
        }
    }

    /** Takes it in; everybody is told in the background. */
    public Announcement make(Announcement.Draft draft, UUID author) {
        return system.call(() -> add(draft, author));
    }

    private Announcement add(Announcement.Draft draft, UUID author) {
        var id = Ids.next();
        database.sql("""
                        insert into notify.announcement
                            (id, area, audience, title, body, urgent, author, made_at, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'LISTING')""")
                .params(
                        id,
                        draft.area(),
                        draft.audience().name(),
                        draft.title(),
                        draft.body(),
                        draft.urgent(),
                        author,
                        now())
                .update();
        acts.did(Act.of("announcement.make").on("announcement", id, draft.area()));
        return get(id);
    }

    private boolean sees(String area) {
        return Boolean.TRUE.equals(database.sql("select public.linli_visible(?, null, null, null, null, null)")
                .param(area)
                .query(Boolean.class)
                .single());
    }

    static Set<Audience.Kind> kinds(Announcement.For whom) {
        return switch (whom) {
            case RESIDENTS -> EnumSet.of(Audience.Kind.RESIDENTS);
            case STAFF -> EnumSet.of(Audience.Kind.STAFF);
            case ALL -> EnumSet.allOf(Audience.Kind.class);
        };
    }

    /** For whom it is, and for posts of its area. */
    @Transactional(readOnly = true)
    public Announcement get(UUID id) {
        return find(id).orElseThrow(ANNOUNCEMENT_UNKNOWN::with);
    }

    private Optional<Announcement> find(UUID id) {
        return database.sql(SELECT + " where a.id = ?")
                .param(id)
                .query((row, n) -> announcement(row))
                .optional();
    }

    /** Opens it: who does that has read it. */
    public Announcement open(UUID id, UUID reader) {
        var opened = get(id);
        read(id, reader);
        return opened;
    }

    /** Takes down that somebody on its list has read it, once. */
    void read(UUID id, UUID reader) {
        database.sql("""
                        update notify.recipient set read_at = ?
                        where announcement = ? and account = ? and told_at is not null and read_at is null""").params(now(), id, reader).update();
    }

    @Transactional(readOnly = true)
    public Page list(@Nullable String after, int size) {
        var last = last(after);
        var found = database.sql(LIST)
                .params(Arrays.asList(last, last, size + 1))
                .query((row, n) -> announcement(row))
                .list();
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items), found.size() > size ? items.getLast().id().toString() : null);
    }

    private static @Nullable String last(@Nullable String after) {
        try {
            return after == null ? null : UUID.fromString(after).toString();
        } catch (IllegalArgumentException e) {
            throw NOTICE_PAGE_UNKNOWN.with().at("after");
        }
    }

    /** How many were told and have read it, in each grid that the caller's posts see. */
    @Transactional(readOnly = true)
    public Receipts receipts(UUID id) {
        var announcement = get(id);
        var areas = database.sql(counting("area") + " group by area order by area")
                .param(id)
                .query((row, n) -> new Receipts.OfArea(row.getString(1), count(row)))
                .list();
        var total = database.sql(counting("null"))
                .param(id)
                .query((row, n) -> count(row))
                .single();
        return new Receipts(announcement, total, areas);
    }

    private static String counting(String by) {
        return "select " + by + """
                , count(*), count(told_at), count(read_at), count(*) filter (where round > 0 and read_at is null)
                from notify.recipient where announcement = ?""";
    }

    private static Receipts.Count count(ResultSet row) throws SQLException {
        return Receipts.Count.of(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5));
    }

    /** Reminds all who have not read it yet, at most once a day. */
    public Announcement remind(UUID id) {
        var announcement = get(id);
        if (!sees(announcement.area())) {
            throw ANNOUNCEMENT_NOT_YOUR_AREA.with(announcement.area());
        }
        if (announcement.state() != Announcement.State.TOLD) {
            throw ANNOUNCEMENT_NOT_TOLD_YET.with();
        }
        int begun = database.sql("""
                        update notify.announcement set state = 'REMINDING', round = round + 1, round_at = ?
                        where id = ? and state = 'TOLD' and coalesce(round_at, made_at) < ?""")
                .params(now(), id, clock.instant().minus(BETWEEN_REMINDERS).atOffset(ZoneOffset.UTC))
                .update();
        if (begun == 0) {
            throw ANNOUNCEMENT_REMINDED.with();
        }
        acts.did(Act.of("announcement.remind").on("announcement", id));
        return get(id);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static Announcement announcement(ResultSet row) throws SQLException {
        return new Announcement(
                row.getObject("id", UUID.class),
                row.getString("area"),
                Announcement.For.valueOf(row.getString("audience")),
                row.getString("title"),
                row.getString("body"),
                row.getBoolean("urgent"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                Announcement.State.valueOf(row.getString("state")));
    }
}
