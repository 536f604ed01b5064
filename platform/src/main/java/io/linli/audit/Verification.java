package io.linli.audit;

import static io.linli.audit.Verdict.Fault.REASON_CHANGED;
import static io.linli.audit.Verdict.Fault.REASON_REMOVED;
import static io.linli.audit.Verdict.Fault.ROOT_CHANGED;
import static io.linli.audit.Verdict.Fault.ROOT_NOT_AS_NOTED;
import static io.linli.audit.Verdict.Fault.ROOT_REMOVED;
import static io.linli.audit.Verdict.Fault.ROW_CHANGED;
import static io.linli.audit.Verdict.Fault.ROW_FORGED;
import static io.linli.audit.Verdict.Fault.ROW_INSERTED;
import static io.linli.audit.Verdict.Fault.ROW_REMOVED;

import io.linli.audit.Verdict.Fault;
import io.linli.audit.Verdict.Finding;
import io.linli.privacy.Vault;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One pass over all records and roots. What a seal says of its records is believed once its own code was checked. */
final class Verification {

    private static final int MOST_FINDINGS = 100;

    private final Vault vault;
    private final AuditLog log;
    private final CopyCheck copy;
    private final Set<LocalDate> released;
    private final @Nullable String noted;
    private final List<Finding> findings = new ArrayList<>();

    private String before = Seal.NO_ROOT;
    private long number;
    private long rows;
    private long waiting;
    private long out;
    private long erased;
    private boolean foundNoted;

    /** The digest of the personal part as it stands there now; none when it was erased. */
    record Reason(@Nullable String digest) {}

    Verification(Vault vault, AuditLog log, CopyCheck copy, Set<LocalDate> released, @Nullable String noted) {
        this.vault = vault;
        this.log = log;
        this.copy = copy;
        this.released = released;
        this.noted = noted;
    }

    /** The next root, with the records that stand where its own should be. */
    void root(Seal seal, List<AuditRecord> found, Map<UUID, Reason> reasons) {
        for (number++; number < seal.number() && !isOver(); number++) {
            find(ROOT_REMOVED, number, seal.at(), null, null);
        }
        number = seal.number();
        copy.compare(seal, findings);
        if (seal.holds(before, vault)) {
            compare(seal, found, reasons);
        } else {
            find(ROOT_CHANGED, seal.number(), seal.at(), null, null);
        }
        before = seal.root();
        var words = new Root(seal.number(), seal.at(), seal.root()).words();
        foundNoted |= words.equals(noted);
    }

    private void compare(Seal seal, List<AuditRecord> found, Map<UUID, Reason> reasons) {
        var present = new HashMap<UUID, AuditRecord>();
        for (var record : found) {
            if (present.putIfAbsent(record.by().id(), record) != null) {
                find(ROW_INSERTED, seal.number(), seal.at(), record.by().id(), null);
            }
        }
        for (var leaf : seal.leaves()) {
            var record = present.remove(leaf.id());
            if (record != null) {
                rows++;
                if (!leaf.hash().equals(Leaf.hash(record))) {
                    find(ROW_CHANGED, seal.number(), seal.at(), leaf.id(), null);
                } else {
                    genuine(record, seal.number(), seal.at(), reasons);
                }
            } else if (released.contains(leaf.firstOfMonth())) {
                out++;
            } else {
                find(ROW_REMOVED, seal.number(), seal.at(), leaf.id(), null);
            }
        }
        present.keySet().forEach(id -> find(ROW_INSERTED, seal.number(), seal.at(), id, null));
    }

    /** What stands after the last root. */
    void unsealed(List<AuditRecord> found, Map<UUID, Reason> reasons) {
        for (var record : found) {
            waiting++;
            genuine(record, null, record.written(), reasons);
        }
    }

    private void genuine(AuditRecord record, @Nullable Long root, Instant at, Map<UUID, Reason> reasons) {
        var by = record.by();
        if (!record.mac().equals(log.mac(by))) {
            find(ROW_FORGED, root, at, by.id(), null);
            return;
        }
        if (by.reason() == null) {
            return;
        }
        var reason = reasons.get(by.id());
        if (reason == null) {
            find(REASON_REMOVED, root, at, by.id(), null);
        } else if (reason.digest() == null) {
            erased++;
        } else if (!by.reason().equals(reason.digest())) {
            find(REASON_CHANGED, root, at, by.id(), null);
        }
    }

    /** With the number of the last root that there is now. */
    Verdict end(long last) {
        copy.end(Math.max(last, number), findings);
        if (noted != null && !foundNoted) {
            find(ROOT_NOT_AS_NOTED, null, null, null, noted);
        }
        return new Verdict(number, rows, waiting, out, erased, List.copyOf(findings));
    }

    boolean isOver() {
        return findings.size() >= MOST_FINDINGS;
    }

    private void find(
            Fault fault, @Nullable Long root, @Nullable Instant at, @Nullable UUID record, @Nullable String detail) {
        findings.add(new Finding(fault, root, at, record, detail));
    }
}
