package io.linli.audit;

import static io.linli.audit.AuditProblem.AUDIT_ACTOR_UNKNOWN;
import static io.linli.audit.AuditProblem.AUDIT_PERIOD_INVALID;

import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acting;
import io.linli.settings.Acts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What auditors find, newest first. They see the acts of their area: row security says so, since the posts of a caller
 * are not known here. Each search is itself a record.
 */
@Service
@Transactional
public class AuditSearch {

    static final int PAGE = 1_000;

    private static final String SELECT = """
            select r.id, r.at, r.account, r.role, r.unit, r.area, r.action, r.outcome, r.code, r.kind, r.objects,
                cardinality(r.persons) as concerned, r.network, r.request, w.sealed
            from audit.record r left join audit.reason w on w.record = r.id""";

    private final JdbcClient database;
    private final AuditLog log;
    private final Acts acts;
    private final Vault vault;
    private final ObjectProvider<Acting> acting;

    AuditSearch(JdbcClient database, AuditLog log, Acts acts, Vault vault, ObjectProvider<Acting> acting) {
        this.database = database;
        this.log = log;
        this.acts = acts;
        this.vault = vault;
        this.acting = acting;
    }

    /**
     * One page.
     *
     * @param next where the page after it begins; absent on the last
     */
    public record Page(List<AuditEntry> items, @Nullable String next) {}

    public Page find(AuditFilter filter, @Nullable String after, int size) {
        acts.did(Act.of("audit.search").on("filter", words(filter)));
        return page(filter, after, size);
    }

    /** Without a record of its own: for one export of many pages. */
    Page page(AuditFilter filter, @Nullable String after, int size) {
        var where = new ArrayList<String>();
        var parameters = new ArrayList<Object>();
        narrow(filter, where, parameters);
        if (after != null) {
            var last = Keyset.of(after);
            where.add("(r.at, r.id) < (?, ?)");
            parameters.add(last.at().atOffset(ZoneOffset.UTC));
            parameters.add(last.id());
        }
        parameters.add(size + 1);
        var names = new HashMap<UUID, Optional<String>>();
        var found = database.sql(SELECT
                        + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                        + " order by r.at desc, r.id desc limit ?")
                .params(parameters)
                .query((row, n) -> entry(row, names))
                .list();
        var items = found.size() > size ? found.subList(0, size) : found;
        var next = found.size() > size
                ? new Keyset(items.getLast().at(), items.getLast().id()).opaque()
                : null;
        return new Page(List.copyOf(items), next);
    }

    /** What was looked for, for the record; an address is not written down there. */
    static List<String> words(AuditFilter filter) {
        return Stream.of(
                        word("actor", filter.actor()),
                        word("action", filter.action()),
                        word("object", filter.object()),
                        filter.network() == null ? null : "network",
                        word("from", filter.from()),
                        word("to", filter.to()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String word(String name, @Nullable Object value) {
        return value == null ? null : name + "=" + value;
    }

    private void narrow(AuditFilter filter, List<String> where, List<Object> parameters) {
        if (filter.actor() != null) {
            where.add("r.account = ?");
            parameters.add(account(filter.actor()));
        }
        if (filter.action() != null) {
            boolean several = filter.action().endsWith(".");
            where.add(several ? "r.action ^@ ?" : "r.action = ?");
            parameters.add(filter.action());
        }
        if (filter.object() != null) {
            where.add("r.objects @> array[?::text]");
            parameters.add(filter.object());
        }
        if (filter.network() != null) {
            where.add("r.network = ?");
            parameters.add(HexFormat.of().parseHex(log.network(network(filter.network()))));
        }
        if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
            throw AUDIT_PERIOD_INVALID.with().at("to");
        }
        time("r.at >= ?", filter.from(), where, parameters);
        time("r.at < ?", filter.to(), where, parameters);
    }

    private static void time(String condition, @Nullable Instant at, List<String> where, List<Object> parameters) {
        if (at != null) {
            where.add(condition);
            parameters.add(at.atOffset(ZoneOffset.UTC));
        }
    }

    private String network(String address) {
        var known = acting.getIfAvailable();
        return known == null ? address : known.network(address);
    }

    private UUID account(String idOrName) {
        return Optional.ofNullable(acting.getIfAvailable())
                .flatMap(known -> known.account(idOrName))
                .map(UUID::fromString)
                .orElseThrow(() -> AUDIT_ACTOR_UNKNOWN.with(idOrName).at("actor"));
    }

    private AuditEntry entry(ResultSet row, Map<UUID, Optional<String>> names) throws SQLException {
        var account = row.getObject("account", UUID.class);
        return new AuditEntry(
                row.getObject("id", UUID.class),
                Records.instant(row, "at"),
                account,
                account == null ? null : name(account, names),
                row.getString("role"),
                row.getString("unit"),
                row.getString("area"),
                row.getString("action"),
                AuditEntry.Outcome.valueOf(row.getString("outcome")),
                row.getString("code"),
                row.getString("kind"),
                Records.texts(row, "objects"),
                row.getInt("concerned"),
                Records.hex(row, "network"),
                row.getObject("request", UUID.class),
                reason(row.getBytes("sealed")));
    }

    private @Nullable String name(UUID account, Map<UUID, Optional<String>> names) {
        return names.computeIfAbsent(
                        account,
                        id -> Optional.ofNullable(acting.getIfAvailable()).flatMap(known -> known.name(id.toString())))
                .orElse(null);
    }

    private @Nullable String reason(byte @Nullable [] sealed) {
        return sealed == null ? null : vault.open(AuditLog.REASON, sealed);
    }
}
