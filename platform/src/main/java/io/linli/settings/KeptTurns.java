package io.linli.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each turn is a row: of two who take it at once, the second waits for the first and then finds it taken. */
@Component
class KeptTurns implements Turns {

    private final JdbcClient database;
    private final Clock clock;

    KeptTurns(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean take(String job, Duration within) {
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return database.sql("""
                        insert into settings.turn as t (job, taken) values (?, ?)
                        on conflict (job) do update set taken = excluded.taken
                        where t.taken <= excluded.taken - ?::interval""").params(job, now, within.toString()).update() == 1;
    }
}
