package io.linli.notify;

import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Puts notices into inboxes, however many at once in a handful of statements. */
@Service
class Sending implements Notices {

    private record Key(UUID account, String key) {}

    private record Numbered(Notice notice, long number, UUID id) {}

    private final JdbcClient database;
    private final SystemScope system;
    private final NoticeTexts texts;
    private final Deliveries deliveries;
    private final JsonMapper json;
    private final Clock clock;

    Sending(
            JdbcClient database,
            SystemScope system,
            NoticeTexts texts,
            Deliveries deliveries,
            JsonMapper json,
            Clock clock) {
        this.database = database;
        this.system = system;
        this.texts = texts;
        this.deliveries = deliveries;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void send(Collection<Notice> notices) {
        if (!notices.isEmpty()) {
            notices.stream().map(Notice::template).distinct().forEach(texts::mustExist);
            system.run(() -> put(List.copyOf(notices)));
        }
    }

    private void put(List<Notice> notices) {
        var last = lock(notices);
        var told = told(notices);
        var fresh = new ArrayList<Numbered>();
        for (var notice : notices) {
            if (told.add(new Key(notice.account(), notice.key()))) {
                long number = Objects.requireNonNull(last.merge(notice.account(), 1L, Long::sum));
                fresh.add(new Numbered(notice, number, Ids.next()));
            }
        }
        if (!fresh.isEmpty()) {
            add(fresh);
            move(fresh);
            deliveries.plan(fresh.stream()
                    .map(each -> new Deliveries.Told(
                            each.notice().account(),
                            each.number(),
                            each.notice().urgent()))
                    .toList());
        }
    }

    /** Holds the inboxes, always in the same order, so that two who tell the same accounts do not wait for each other. */
    private Map<UUID, Long> lock(List<Notice> notices) {
        var accounts = texts(notices, notice -> notice.account().toString());
        database.sql("""
                        insert into notify.inbox (account, last, changed)
                        select distinct account, 0, 0 from unnest(?::uuid[]) account order by account
                        on conflict (account) do nothing""").param(accounts).update();
        var last = new HashMap<UUID, Long>();
        database.sql("""
                        select account, last from notify.inbox where account = any (?::uuid[])
                        order by account for update""").param(accounts).query(row -> {
            last.put(row.getObject(1, UUID.class), row.getLong(2));
        });
        return last;
    }

    private Set<Key> told(List<Notice> notices) {
        return new HashSet<>(database.sql("""
                        select n.account, n.key
                        from unnest(?::uuid[], ?::text[]) asked (account, key)
                        join notify.notice n on n.account = asked.account and n.key = asked.key""")
                .params(texts(notices, notice -> notice.account().toString()), texts(notices, Notice::key))
                .query((row, n) -> new Key(row.getObject(1, UUID.class), row.getString(2)))
                .list());
    }

    private void add(List<Numbered> fresh) {
        database.sql("""
                        insert into notify.notice (account, number, id, key, template, details, matter, urgent, at)
                        select account, number, id, key, template, details::jsonb, matter, urgent, ?
                        from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::boolean[]) told (account, number, id, key, template, details, matter, urgent)""")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        texts(fresh, told -> told.notice().account().toString()),
                        fresh.stream().map(Numbered::number).toArray(Long[]::new),
                        texts(fresh, told -> told.id().toString()),
                        texts(fresh, told -> told.notice().key()),
                        texts(fresh, told -> told.notice().template()),
                        texts(fresh, told -> details(told.notice())),
                        texts(fresh, told -> told.notice().matter()),
                        fresh.stream().map(told -> told.notice().urgent()).toArray(Boolean[]::new))
                .update();
    }

    private void move(List<Numbered> fresh) {
        database.sql("""
                        update notify.inbox i set last = told.last, changed = changed + 1
                        from (
                            select account, max(number) as last
                            from unnest(?::uuid[], ?::bigint[]) each (account, number) group by account) told
                        where i.account = told.account""")
                .params(
                        texts(fresh, told -> told.notice().account().toString()),
                        fresh.stream().map(Numbered::number).toArray(Long[]::new))
                .update();
    }

    private String details(Notice notice) {
        return json.writeValueAsString(
                notice.details().stream().map(texts::plain).toList());
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }
}
