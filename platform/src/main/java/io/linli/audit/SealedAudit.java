package io.linli.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class SealedAudit implements Audit {

    private final Seals seals;
    private final JdbcClient database;
    private final Clock clock;

    SealedAudit(Seals seals, JdbcClient database, Clock clock) {
        this.seals = seals;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Root> latestRoot() {
        return seals.last().map(seal -> new Root(seal.number(), seal.at(), seal.root()));
    }

    @Override
    public int erase(Collection<UUID> records) {
        return database.sql("""
                update audit.reason set salt = null, sealed = null, erased_at = ?
                where record = any(?) and erased_at is null""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), records.toArray(UUID[]::new))
                .update();
    }
}
