package io.linli.identity;

import static io.linli.identity.IdentityProblem.ACCOUNT_UNKNOWN;
import static java.util.Objects.requireNonNull;

import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Vault;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts that an administrator sees: those with a post, present or past, in their territory. */
@Service
@Transactional(readOnly = true)
public class StaffSearch {

    private static final String NO_STAFF = "('RESIDENT', 'MACHINE', 'GUEST')";

    private final JdbcClient database;
    private final AccountStore store;
    private final Reach reach;
    private final Territory territory;
    private final Vault vault;

    StaffSearch(JdbcClient database, AccountStore store, Reach reach, Territory territory, Vault vault) {
        this.database = database;
        this.store = store;
        this.reach = reach;
        this.territory = territory;
        this.vault = vault;
    }

    /**
     * What is looked for; null is all.
     *
     * @param words part of the name or of the user name, or a whole telephone number
     * @param area posts there or below
     */
    public record Filter(
            @Nullable String words,
            @Nullable Role role,
            @Nullable AreaCode area,
            @Nullable Boolean locked) {

        public static final Filter ALL = new Filter(null, null, null, null);
    }

    /**
     * One page, by user name.
     *
     * @param next the last of it, behind which the next begins; absent on the last page
     */
    public record Page(List<StaffAccount> items, @Nullable UUID next) {}

    public Page list(Caller caller, Filter filter, @Nullable UUID after, int size) {
        var found = find(caller, filter, null, after, size + 1);
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items), found.size() > size ? items.getLast().id().id() : null);
    }

    public StaffAccount one(Caller caller, AccountId id) {
        return find(caller, Filter.ALL, id, null, 1).stream().findFirst().orElseThrow(ACCOUNT_UNKNOWN::with);
    }

    private List<StaffAccount> find(
            Caller caller, Filter filter, @Nullable AccountId one, @Nullable UUID after, int most) {
        var areas = reach.areas(caller).stream().map(AreaCode::code).toArray(String[]::new);
        var sql = new StringBuilder("""
                select a.id, a.username, coalesce(a.public_name, a.username) "name", a.sealed_phone, a.locked_at,
                    a.lock_reason, a.secret_until is not null given, a.created_at,
                    (select max(at) from identity.sign_in s where s.account = a.id and s.outcome = 'SIGNED_IN') seen
                from identity.account a
                where a.kind = 'PERSON' and exists (select from identity.post p where p.account = a.id
                    and p.role not in""").append(' ').append(NO_STAFF).append(" and p.area ^@ any (?::text[])");
        var values = new ArrayList<Object>();
        values.add(areas);
        if (filter.role() != null) {
            sql.append(" and p.role = ?");
            values.add(filter.role().name());
        }
        if (filter.area() != null) {
            sql.append(" and p.area ^@ ?");
            values.add(filter.area().code());
        }
        sql.append(")");
        if (one != null) {
            sql.append(" and a.id = ?");
            values.add(one.id());
        }
        if (filter.locked() != null) {
            sql.append(" and (a.locked_at is not null) = ?");
            values.add(filter.locked());
        }
        if (filter.words() != null && !filter.words().isBlank()) {
            words(filter.words().strip(), sql, values);
        }
        if (after != null) {
            sql.append(" and a.username > (select username from identity.account where id = ?)");
            values.add(after);
        }
        sql.append(" order by a.username limit ?");
        values.add(most);
        var rows = database.sql(sql.toString())
                .params(values)
                .query((row, n) -> new Row(
                        new AccountId(row.getObject("id", UUID.class)),
                        row.getString("username"),
                        row.getString("name"),
                        phone(row),
                        AccountStore.instant(row, "locked_at"),
                        row.getString("lock_reason"),
                        row.getBoolean("given"),
                        row.getObject("created_at", OffsetDateTime.class),
                        row.getObject("seen", OffsetDateTime.class)))
                .list();
        Map<AccountId, Account> accounts = new HashMap<>();
        store.all(rows.stream().map(Row::id).toList()).forEach(account -> accounts.put(account.id(), account));
        return rows.stream()
                .map(row -> view(row, requireNonNull(accounts.get(row.id())), caller))
                .toList();
    }

    private void words(String words, StringBuilder sql, List<Object> values) {
        sql.append(" and (strpos(a.username, ?) > 0 or strpos(a.public_name, ?) > 0");
        values.add(words);
        values.add(words);
        if (PhoneNumber.isValid(words)) {
            sql.append(" or a.phone_index = ?");
            values.add(
                    vault.blindIndex(AccountStore.PHONE, PhoneNumber.of(words).number()));
        }
        sql.append(")");
    }

    private @Nullable String phone(ResultSet row) throws SQLException {
        var sealed = row.getBytes("sealed_phone");
        return sealed == null
                ? null
                : PhoneNumber.of(vault.open(AccountStore.PHONE, sealed)).masked();
    }

    private record Row(
            AccountId id,
            String username,
            String name,
            @Nullable String phone,
            @Nullable Instant lockedAt,
            @Nullable String lockReason,
            boolean given,
            OffsetDateTime openedAt,
            @Nullable OffsetDateTime seen) {}

    private StaffAccount view(Row row, Account account, Caller caller) {
        return new StaffAccount(
                row.id(),
                row.username(),
                row.name(),
                row.phone(),
                row.lockedAt() != null,
                row.lockedAt(),
                row.lockReason(),
                row.given(),
                account.proof().secondFactor(),
                row.openedAt().toInstant(),
                row.seen() == null ? null : row.seen().toInstant(),
                reach.manages(caller, account),
                account.tenures().stream()
                        .map(tenure -> HeldPost.of(tenure, territory))
                        .toList());
    }
}
