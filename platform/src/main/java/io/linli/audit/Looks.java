package io.linli.audit;

import static io.linli.audit.AuditProblem.AUDIT_LOOK_UNKNOWN;
import static io.linli.audit.AuditProblem.AUDIT_WITHHOLDING_DECIDED;
import static io.linli.audit.AuditProblem.AUDIT_WITHHOLDING_EXISTS;
import static io.linli.audit.AuditProblem.AUDIT_WITHHOLDING_NEEDS_ANOTHER;
import static io.linli.audit.AuditProblem.AUDIT_WITHHOLDING_TOO_LONG;
import static io.linli.audit.AuditProblem.AUDIT_WITHHOLDING_UNKNOWN;

import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acting.Actor;
import io.linli.settings.Acts;
import io.linli.settings.SystemScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who looked at a person's data, told to that person: post, unit, time and reason, not the worker's name (个人信息保护法
 * art. 44: the right to know). Where the law wants secrecy (art. 18) the one who looked may withhold it for a time: somebody
 * else has to uphold that within days, or it is told.
 */
@Service
@Transactional
public class Looks {

    private static final String BASIS = "audit.basis";
    private static final String TOLD = """
            not exists (select from audit.withheld h where h.record = r.id and h.until > :now
                and (h.upheld or (h.upheld is null and h.asked_at > :asked)))""";

    /** Of the looks that the reviewer sees: row security of the record decides. */
    private static final String WITHHELD = "select h.* from audit.withheld h join audit.record r on r.id = h.record";

    private final JdbcClient database;
    private final AuditLog log;
    private final Acts acts;
    private final Vault vault;
    private final SystemScope system;
    private final Clock clock;
    private final Duration longest;
    private final Duration review;

    Looks(
            JdbcClient database,
            AuditLog log,
            Acts acts,
            Vault vault,
            SystemScope system,
            Clock clock,
            @Value("${linli.audit.withhold-longest:180d}") Duration longest,
            @Value("${linli.audit.withhold-review:7d}") Duration review) {
        this.database = database;
        this.log = log;
        this.acts = acts;
        this.vault = vault;
        this.system = system;
        this.clock = clock;
        this.longest = longest;
        this.review = review;
    }

    /**
     * One look.
     *
     * @param objects what was shown of this person; left out where others' was shown along with it
     */
    public record Look(
            Instant at,
            @Nullable String role,
            @Nullable String unit,
            String area,
            @Nullable String kind,
            List<String> objects,
            @Nullable String reason) {}

    public record Page(List<Look> items, @Nullable String next) {}

    /** A look that is not told yet, for those who review. */
    public record Withholding(
            UUID id,
            Instant until,
            String basis,
            UUID askedBy,
            Instant askedAt,
            @Nullable Boolean upheld) {}

    private record Row(UUID id, Look look) {}

    /** The looks at that person's data, newest first; their own are none. */
    public Page at(Actor person, @Nullable String after, int size) {
        var last = after == null ? null : Keyset.of(after);
        var found = system.call(() -> database.sql("""
                        select r.id, r.at, r.role, r.unit, r.area, r.kind, r.objects, cardinality(r.persons) as concerned,
                            w.sealed
                        from audit.record r left join audit.reason w on w.record = r.id
                        where r.persons @> array[:person] and r.account is distinct from :self
                          and (cast(:at as timestamptz) is null or (r.at, r.id) < (:at, :id)) and\s""" + TOLD + " order by r.at desc, r.id desc limit :most")
                .param("person", log.person(person.account()))
                .param("self", UUID.fromString(person.account()))
                .param("at", last == null ? null : last.at().atOffset(ZoneOffset.UTC))
                .param("id", last == null ? null : last.id())
                .param("now", now())
                .param("asked", now().minus(review))
                .param("most", size + 1)
                .query((row, n) -> new Row(row.getObject("id", UUID.class), look(row)))
                .list());
        var items = found.size() > size ? found.subList(0, size) : found;
        var next = found.size() > size
                ? new Keyset(items.getLast().look().at(), items.getLast().id()).opaque()
                : null;
        return new Page(items.stream().map(Row::look).toList(), next);
    }

    private Look look(ResultSet row) throws SQLException {
        var sealed = row.getBytes("sealed");
        return new Look(
                Records.instant(row, "at"),
                row.getString("role"),
                row.getString("unit"),
                row.getString("area"),
                row.getString("kind"),
                row.getInt("concerned") == 1 ? Records.texts(row, "objects") : List.of(),
                sealed == null ? null : vault.open(AuditLog.REASON, sealed));
    }

    /** Keeps one's own newest look at that object from being told until then. */
    public Withholding withhold(String object, Instant until, String basis, Actor by) {
        var self = UUID.fromString(by.account());
        var record = system.call(() -> database.sql("""
                        select id from audit.record
                        where account = ? and action = ? and objects @> array[?::text] and persons <> '{}'
                        order by at desc, id desc limit 1""")
                .params(self, AuditLog.LOOK, object)
                .query(UUID.class)
                .optional()
                .orElseThrow(AUDIT_LOOK_UNKNOWN::with));
        var now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(longest))) {
            throw AUDIT_WITHHOLDING_TOO_LONG.with(longest.toDays()).at("until");
        }
        int added = database.sql("""
                insert into audit.withheld (record, until, basis, asked_by, asked_at) values (?, ?, ?, ?, ?)
                on conflict (record) do nothing""")
                .params(
                        record,
                        until.atOffset(ZoneOffset.UTC),
                        vault.seal(BASIS, basis),
                        self,
                        now.atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            throw AUDIT_WITHHOLDING_EXISTS.with();
        }
        acts.did(Act.of("audit.withhold").on("record", record).because(basis));
        return new Withholding(record, until, basis, self, now, null);
    }

    /** Another person's decision: it stays withheld, or it is told at once. */
    public Withholding review(UUID record, boolean upheld, Actor by) {
        var asked = database.sql(WITHHELD + " where h.record = ? for update of h")
                .param(record)
                .query((row, n) -> withholding(row))
                .optional()
                .orElseThrow(AUDIT_WITHHOLDING_UNKNOWN::with);
        if (asked.upheld() != null) {
            throw AUDIT_WITHHOLDING_DECIDED.with();
        }
        var self = UUID.fromString(by.account());
        if (asked.askedBy().equals(self)) {
            throw AUDIT_WITHHOLDING_NEEDS_ANOTHER.with();
        }
        database.sql("update audit.withheld set reviewed_by = ?, reviewed_at = ?, upheld = ? where record = ?")
                .params(self, now(), upheld, record)
                .update();
        var act = Act.of("audit.review").on("record", record);
        acts.did(upheld ? act : act.refused(null));
        return new Withholding(record, asked.until(), asked.basis(), asked.askedBy(), asked.askedAt(), upheld);
    }

    /** How many there were, and those that wait or hold. */
    public record Withholdings(long total, List<Withholding> items) {}

    @Transactional(readOnly = true)
    public Withholdings withheld(int size) {
        var items = database.sql(WITHHELD + " where h.until > ? order by h.asked_at, h.record limit ?")
                .params(now(), size)
                .query((row, n) -> withholding(row))
                .list();
        long total = database.sql("select count(*) from (" + WITHHELD + ") all_of_them")
                .query(Long.class)
                .single();
        return new Withholdings(total, items);
    }

    private Withholding withholding(ResultSet row) throws SQLException {
        return new Withholding(
                row.getObject("record", UUID.class),
                Records.instant(row, "until"),
                vault.open(BASIS, row.getBytes("basis")),
                row.getObject("asked_by", UUID.class),
                Records.instant(row, "asked_at"),
                row.getObject("upheld", Boolean.class));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
