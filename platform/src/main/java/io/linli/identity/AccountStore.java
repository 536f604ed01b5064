package io.linli.identity;

import io.linli.identity.Account.Proof;
import io.linli.identity.Account.Tenure;
import io.linli.privacy.PersonName;
import io.linli.privacy.Vault;
import io.linli.territory.AreaCode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads accounts with their posts. */
@Component
class AccountStore {

    static final String PHONE = "identity.phone";
    static final String NAME = "identity.name"; // what a sealed name is sealed for

    // Posts of an account's own, and those of others for whom it acts while they are away. Asked for each account, so
    // that
    // one among a million residents is found by indexes alone.
    private static final String SELECT = """
            select a.id, a.username, a.kind, a.public_name, a.sealed_name, a.locked_at is not null locked, a.epoch,
                a.revision, a.scopes, a.reports_per_hour, a.secret_until is not null given, a.secret_since,
                exists (select from identity.second_factor f where f.account = a.id and f.confirmed_at is not null)
                    second_factor,
                p.id post, p.role, p.area, p.unit, p.since, p.until, p.stands_in_for
            from identity.account a left join lateral (
                select id, role, area, unit, since, until, null::uuid stands_in_for
                from identity.post where account = a.id
                union all
                select p.id, p.role, p.area, p.unit, greatest(p.since, d.since), least(p.until, d.until), d.holder
                from identity.deputy d join identity.post p on p.account = d.holder
                where d.deputy = a.id and p.role not in ('RESIDENT', 'MACHINE', 'GUEST', 'ADMINISTRATOR', 'AUDITOR')
                  and greatest(p.since, d.since) < least(p.until, d.until)) p on true
            where %s order by a.id, p.since, p.id""";

    record Revision(long number, long permissions) {}

    private final JdbcClient database;
    private final Vault vault;

    AccountStore(JdbcClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    Revision revision() {
        return database.sql("select number, permissions from identity.revision")
                .query(Revision.class)
                .single();
    }

    List<Account> staff() {
        return accounts(SELECT.formatted("exists (select from identity.post s where s.account = a.id"
                + " and s.role not in ('RESIDENT', 'MACHINE', 'GUEST'))"));
    }

    List<Account> changedSince(long revision) {
        return accounts(SELECT.formatted("a.revision > ?"), revision);
    }

    Optional<Account> find(AccountId id) {
        return accounts(SELECT.formatted("a.id = ?"), id.id()).stream().findFirst();
    }

    Optional<Account> find(String username) {
        return accounts(SELECT.formatted("a.username = ?"), username).stream().findFirst();
    }

    List<Account> all(List<AccountId> ids) {
        return accounts(SELECT.formatted("a.id = any (?)"), (Object)
                ids.stream().map(AccountId::id).toArray(UUID[]::new));
    }

    private List<Account> accounts(String sql, Object... parameters) {
        var found = new LinkedHashMap<UUID, Account>();
        database.sql(sql).params(parameters).query(row -> {
            var id = row.getObject("id", UUID.class);
            var account = found.get(id);
            if (account == null) {
                account = account(row, id);
                found.put(id, account);
            }
            if (row.getString("role") != null) {
                account.tenures().add(tenure(row));
            }
        });
        return List.copyOf(found.values());
    }

    private Account account(ResultSet row, UUID id) throws SQLException {
        var username = row.getString("username");
        return new Account(
                new AccountId(id),
                username,
                AccountKind.valueOf(row.getString("kind")),
                name(row.getString("public_name"), row.getBytes("sealed_name"), username),
                row.getBoolean("locked"),
                row.getInt("epoch"),
                row.getLong("revision"),
                new Proof(row.getBoolean("given"), instant(row, "secret_since"), row.getBoolean("second_factor")),
                scopes(row.getArray("scopes")),
                row.getObject("reports_per_hour", Integer.class),
                new ArrayList<>());
    }

    private static Set<String> scopes(@Nullable Array scopes) throws SQLException {
        return scopes == null ? Set.of() : Set.of((String[]) scopes.getArray());
    }

    private String name(@Nullable String open, byte @Nullable [] sealed, String username) {
        if (open != null) {
            return open;
        }
        return sealed == null ? username : new PersonName(vault.open(NAME, sealed)).masked();
    }

    private static Tenure tenure(ResultSet row) throws SQLException {
        var unit = row.getString("unit");
        var standsInFor = row.getObject("stands_in_for", UUID.class);
        var post = new Post(
                Role.valueOf(row.getString("role")),
                new AreaCode(row.getString("area")),
                unit == null ? null : new OrgUnitId(unit),
                standsInFor == null ? null : new AccountId(standsInFor));
        return new Tenure(
                row.getObject("post", UUID.class),
                post,
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "until"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
