package io.linli.identity;

import io.linli.settings.FirstDayCheck;
import io.linli.territory.Territory;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether two persons can manage the whole with two factors: one alone may lose their telephone, or leave. */
@Component
class AdministratorsCheck implements FirstDayCheck {

    private static final int ENOUGH = 2;

    private final JdbcClient database;
    private final Territory territory;
    private final Clock clock;

    AdministratorsCheck(JdbcClient database, Territory territory, Clock clock) {
        this.database = database;
        this.territory = territory;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "administrators";
    }

    @Override
    public Finding look() {
        var now = Timestamp.from(clock.instant());
        int found = database.sql("""
                select count(distinct a.id) from identity.account a
                join identity.post p on p.account = a.id
                join identity.second_factor f on f.account = a.id and f.confirmed_at is not null
                where p.role = 'ADMINISTRATOR' and p.since <= ? and (p.until is null or p.until > ?)
                  and a.locked_at is null and a.secret is not null and starts_with(?, p.area)""")
                .params(now, now, territory.root().code())
                .query(Integer.class)
                .single();
        return Finding.of(found >= ENOUGH, found);
    }
}
