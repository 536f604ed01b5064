package io.linli.notify;

import static io.linli.notify.NotifyProblem.NOTICE_PAGE_UNKNOWN;
import static io.linli.notify.NotifyProblem.NOTICE_UNKNOWN;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What somebody was told, and what of it they have read. Row security shows nobody another's. */
@Service
@Transactional
public class Inbox {

    private static final int MANY = 100;

    private static final String SELECT =
            "select number, id, template, details, matter, urgent, at, read_at from notify.notice where account = ?";

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient database;
    private final NoticeTexts texts;
    private final Announcements announcements;
    private final JsonMapper json;
    private final Clock clock;

    Inbox(JdbcClient database, NoticeTexts texts, Announcements announcements, JsonMapper json, Clock clock) {
        this.database = database;
        this.texts = texts;
        this.announcements = announcements;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One page, newest first.
     *
     * @param next where the page after it begins; absent on the last
     * @param unread how many are not read yet, and 100 when there are more
     */
    public record Page(List<NoticeView> items, @Nullable String next, int unread) {}

    @Transactional(readOnly = true)
    public Page list(UUID account, boolean unread, @Nullable String after, int size, Locale language) {
        var found = database.sql(SELECT + (unread ? " and read_at is null" : "")
                        + " and number < ? order by number desc limit ?")
                .params(account, after == null ? Long.MAX_VALUE : number(after, "after"), size + 1)
                .query((row, n) -> notice(row, language))
                .list();
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                items.stream().map(NumberedNotice::view).toList(),
                found.size() > size ? Long.toString(items.getLast().number()) : null,
                unread(account));
    }

    /** Takes down that it was read; once read it stays read since then. */
    public NoticeView read(UUID account, UUID id, Locale language) {
        int first = database.sql(
                        "update notify.notice set read_at = ? where account = ? and id = ? and read_at is null")
                .params(now(), account, id)
                .update();
        var notice = database.sql(SELECT + " and id = ?")
                .params(account, id)
                .query((row, n) -> notice(row, language).view())
                .optional()
                .orElseThrow(NOTICE_UNKNOWN::with);
        if (first > 0) {
            changed(account);
            Announcement.of(notice.matter()).ifPresent(announcement -> announcements.read(announcement, account));
        }
        return notice;
    }

    /** Takes down that all that is there was read, but announcements: their receipts are for those who open them. */
    public void readAll(UUID account) {
        int read = database.sql(
                        "update notify.notice set read_at = ?"
                                + " where account = ? and read_at is null and (matter is null or matter not like 'announcement:%')")
                .params(now(), account)
                .update();
        if (read > 0) {
            changed(account);
        }
    }

    private void changed(UUID account) {
        database.sql("update notify.inbox set changed = changed + 1 where account = ?")
                .param(account)
                .update();
    }

    /** What came behind that number, oldest first. */
    @Transactional(readOnly = true)
    List<NumberedNotice> since(UUID account, long number, int most, Locale language) {
        return database.sql(SELECT + " and number > ? order by number limit ?")
                .params(account, number, most)
                .query((row, n) -> notice(row, language))
                .list();
    }

    /** One by its number; none when it was cleared away. */
    @Transactional(readOnly = true)
    Optional<NoticeView> find(UUID account, long number, Locale language) {
        return database.sql(SELECT + " and number = ?")
                .params(account, number)
                .query((row, n) -> notice(row, language).view())
                .optional();
    }

    @Transactional(readOnly = true)
    int unread(UUID account) {
        return database.sql("""
                        select count(*) from (
                            select from notify.notice where account = ? and read_at is null limit ?) few""").params(account, MANY).query(Integer.class).single();
    }

    /** The number of the newest. */
    @Transactional(readOnly = true)
    long last(UUID account) {
        return database.sql("select last from notify.inbox where account = ?")
                .param(account)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** How often the inboxes of these were changed so far; of who was never told anything nothing is said. */
    @Transactional(readOnly = true)
    Map<UUID, Long> changes(Collection<UUID> accounts) {
        var changes = new HashMap<UUID, Long>();
        database.sql("select account, changed from notify.inbox where account = any (?::uuid[])")
                .param(accounts.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    changes.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return changes;
    }

    private NumberedNotice notice(ResultSet row, Locale language) throws SQLException {
        var template = row.getString("template");
        var told = texts.tell(template, json.readValue(row.getString("details"), TEXTS), language);
        return new NumberedNotice(
                row.getLong("number"),
                new NoticeView(
                        row.getObject("id", UUID.class),
                        template,
                        told.title(),
                        told.text(),
                        row.getString("matter"),
                        row.getBoolean("urgent"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("read_at", OffsetDateTime.class))));
    }

    /** As a page or a stream was told it, in a field of that name. */
    static long number(String text, String field) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw NOTICE_PAGE_UNKNOWN.with().at(field);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
