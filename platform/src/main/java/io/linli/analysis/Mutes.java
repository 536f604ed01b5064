package io.linli.analysis;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which signals nobody wants to be told of now. In the system's scope. */
@Component
class Mutes {

    private final JdbcClient database;

    Mutes(JdbcClient database) {
        this.database = database;
    }

    /** The one that holds for a signal, which it counts. */
    Optional<UUID> taking(SignalKind kind, String topic, AreaCode area, Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        return database.sql("""
                        update analysis.mute set signals = signals + 1
                        where id = (select m.id from analysis.mute m
                            where m.kind = ? and m.ended_at is null and m.at <= ? and m.until > ?
                              and (m.topic = ? or m.topic is null and ? ^@ m.area)
                            order by m.at limit 1)
                        returning id""")
                .params(kind.name(), at, at, topic, area.code())
                .query(UUID.class)
                .optional();
    }
}
