package io.linli.workforce;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends what is kept of when cadres came to their grids. */
@Component
class OldPresences implements Retained {

    private final JdbcClient database;

    OldPresences(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return "workforce.presence";
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) from workforce.presence where arrived_at < ? and account <> all (?)")
                .params(at(before), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return database.sql("""
                delete from workforce.presence where id in (
                    select id from workforce.presence where arrived_at < ? and account <> all (?)
                    order by id limit ? for update)""").params(at(before), holds.array(), MOST).update();
    }

    @Override
    public Outcome eraseOf(UUID account, Holds holds) {
        return holds.ids().contains(account)
                ? Outcome.NOTHING
                : Outcome.of(database.sql("""
                        delete from workforce.presence where id in (
                            select id from workforce.presence where account = ? order by id limit ? for update)""").params(account, MOST).update());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
