package io.linli.audit;

import io.linli.audit.Verification.Reason;
import io.linli.privacy.Vault;
import io.linli.settings.SystemScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Recomputes every root from what stands in the database now, and compares chain, codes and the copy in the files. */
@Service
class Verifier {

    private static final int SEALS = 200;
    private static final int RECORDS = 20_000;
    private static final Position END =
            new Position(Integer.MAX_VALUE, -1L, Long.MAX_VALUE); // -1: the largest, unsigned

    private final Seals seals;
    private final Records records;
    private final Sealer sealer;
    private final RootCopy copy;
    private final AuditLog log;
    private final Vault vault;
    private final SystemScope system;
    private final JdbcClient database;
    private final TransactionTemplate reading;

    Verifier(
            Seals seals,
            Records records,
            Sealer sealer,
            RootCopy copy,
            AuditLog log,
            Vault vault,
            SystemScope system,
            JdbcClient database,
            PlatformTransactionManager transactions) {
        this.seals = seals;
        this.records = records;
        this.sealer = sealer;
        this.copy = copy;
        this.log = log;
        this.vault = vault;
        this.system = system;
        this.database = database;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /**
     * Goes through all of it.
     *
     * @param noted a root that was written down elsewhere, as {@link Root#words()}: it must still be there
     */
    Verdict verify(@Nullable String noted) {
        return system.call(() -> {
            // between two seals, when the copy has all that the database has
            Long last = sealer.whileNobodySeals(seals::lastNumber);
            try (var files = new CopyCheck(copy)) {
                return walk(last == null ? 0 : last, new Verification(vault, log, files, released(), noted));
            }
        });
    }

    private Verdict walk(long last, Verification pass) {
        Position[] reached = {Position.START};
        long number = 0;
        while (number < last && !pass.isOver()) {
            long after = number;
            Long next = reading.execute(status -> some(after, last, reached, pass));
            number = next == null ? last : next;
        }
        if (!pass.isOver()) {
            reading.executeWithoutResult(status -> {
                var rest = records.between(reached[0], END);
                pass.unsealed(rest, reasons(rest));
            });
        }
        return pass.end(seals.lastNumber());
    }

    /** Tells how far it came. */
    private long some(long after, long last, Position[] reached, Verification pass) {
        var batch = next(after, last);
        if (batch.isEmpty()) {
            return last;
        }
        var end = batch.getLast();
        var found = records.between(reached[0], end.last());
        var reasons = reasons(found);
        int from = 0;
        for (var seal : batch) {
            int to = from;
            while (to < found.size() && found.get(to).position().compareTo(seal.last()) <= 0) {
                to++;
            }
            pass.root(seal, found.subList(from, to), reasons);
            from = to;
        }
        reached[0] = end.last();
        return end.number();
    }

    /** As many roots as hold a bearable number of records. */
    private List<Seal> next(long number, long last) {
        var some = new ArrayList<Seal>();
        int rows = 0;
        for (var seal : seals.after(number, SEALS)) {
            rows += seal.leaves().size();
            if (seal.number() > last || (!some.isEmpty() && rows > RECORDS)) {
                break;
            }
            some.add(seal);
        }
        return some;
    }

    private Map<UUID, Reason> reasons(List<AuditRecord> found) {
        var with = found.stream()
                .filter(record -> record.by().reason() != null)
                .map(record -> record.by().id())
                .toArray(UUID[]::new);
        var reasons = new HashMap<UUID, Reason>();
        database.sql("select record, salt, sealed from audit.reason where record = any(?)")
                .param(with)
                .query(row -> {
                    reasons.put(
                            row.getObject("record", UUID.class), reason(row.getBytes("salt"), row.getBytes("sealed")));
                });
        return reasons;
    }

    private Reason reason(byte @Nullable [] salt, byte @Nullable [] sealed) {
        try {
            return new Reason(
                    salt == null || sealed == null ? null : AuditLog.digest(salt, vault.open(AuditLog.REASON, sealed)));
        } catch (IllegalStateException changed) {
            return new Reason(""); // the digest of nothing: what does not open was changed
        }
    }

    private Set<LocalDate> released() {
        return new HashSet<>(database.sql("select month from audit.released")
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .list());
    }
}
