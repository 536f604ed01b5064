package io.linli.identity;

import io.linli.settings.Audience;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People by the areas of their posts; neither machines nor guests, nor who is locked. */
@Component
class AccountsOfArea implements Audience {

    private final JdbcClient database;
    private final Clock clock;

    AccountsOfArea(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Member> within(String area, Set<Kind> kinds, @Nullable String after, int most) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        // of several posts there the smallest area: codes are hierarchical, so the longest
        return database.sql("""
                        select a.id::text, (array_agg(p.area order by length(p.area) desc, p.area))[1]
                        from identity.account a join identity.post p on p.account = a.id
                        where a.kind = 'PERSON' and a.locked_at is null and p.area >= ? and p.area < ?
                          and p.since <= ? and (p.until is null or p.until > ?)
                          and (p.role = 'RESIDENT' and ? or p.role <> 'RESIDENT' and ?)
                          and (?::uuid is null or a.id > ?::uuid)
                        group by a.id order by a.id limit ?""")
                .params(Arrays.asList(
                        area,
                        area + ":",
                        now,
                        now,
                        kinds.contains(Kind.RESIDENTS),
                        kinds.contains(Kind.STAFF),
                        after,
                        after,
                        most))
                .query((row, n) -> new Member(row.getString(1), row.getString(2)))
                .list();
    }
}
