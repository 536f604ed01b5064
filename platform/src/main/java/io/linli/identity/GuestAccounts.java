package io.linli.identity;

import io.linli.identity.Accounts.Opening;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Vault;
import io.linli.settings.Ids;
import io.linli.territory.Territory;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts of guests, one for each telephone number. One that was long not used is let go: by then the number may be
 * somebody else's, who must not find another's reports.
 */
@Component
class GuestAccounts {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final JdbcClient database;
    private final Vault vault;
    private final Accounts accounts;
    private final Territory territory;
    private final IdentitySettings.GuestLimits settings;
    private final Clock clock;

    GuestAccounts(
            JdbcClient database,
            Vault vault,
            Accounts accounts,
            Territory territory,
            IdentitySettings settings,
            Clock clock) {
        this.database = database;
        this.vault = vault;
        this.accounts = accounts;
        this.territory = territory;
        this.settings = settings.guest();
        this.clock = clock;
    }

    @Transactional
    AccountId of(PhoneNumber phone, byte[] index) {
        // two sessions of one number at once find the same account
        database.sql("select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 0))")
                .param(index)
                .query((row, n) -> true)
                .single();
        var today = LocalDate.now(clock.withZone(ZONE));
        database.sql("""
                update identity.account set phone_index = null
                where kind = 'GUEST' and phone_index = ? and last_seen < ?""")
                .params(index, Date.valueOf(today.minusDays(settings.forgottenAfter())))
                .update();
        var known = database.sql("""
                update identity.account set last_seen = ? where kind = 'GUEST' and phone_index = ? returning id""")
                .params(Date.valueOf(today), index)
                .query(UUID.class)
                .optional();
        return known.map(AccountId::new).orElseGet(() -> open(phone, index, today));
    }

    private AccountId open(PhoneNumber phone, byte[] index, LocalDate today) {
        var username = "guest-" + Ids.untimed().toString().substring(0, 13);
        var post = new Post(Role.GUEST, territory.root(), null);
        accounts.open(List.of(new Opening(username, AccountKind.GUEST, null, null, List.of(post))));
        var id = database.sql("""
                update identity.account set sealed_phone = ?, phone_index = ?, last_seen = ?
                where username = ? returning id""")
                .params(vault.seal(AccountStore.PHONE, phone.number()), index, Date.valueOf(today), username)
                .query(UUID.class)
                .single();
        return new AccountId(id);
    }
}
