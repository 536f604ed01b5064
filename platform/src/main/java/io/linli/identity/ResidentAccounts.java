package io.linli.identity;

import static io.linli.identity.IdentityProblem.ACCOUNT_SERVES;
import static io.linli.identity.IdentityProblem.GUESTS_SIGN_UP;
import static io.linli.identity.IdentityProblem.PHONE_TAKEN;

import io.linli.privacy.AccountData;
import io.linli.privacy.PersonName;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.Territory;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts of residents, one for each telephone number: a guest who gives a name becomes one, with all that they
 * reported as a guest. A number that was long not used may be somebody else's by now and opens the account no more.
 */
@Component
@Transactional
class ResidentAccounts {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String RESIDENT = """
            a.kind = 'PERSON' and a.phone_index = ? and not exists (
                select from identity.post p where p.account = a.id and p.role not in ('RESIDENT', 'GUEST')
                    and (p.until is null or p.until > ?))""";

    private final JdbcClient database;
    private final Vault vault;
    private final Accounts accounts;
    private final Territory territory;
    private final ObjectProvider<AccountData> kept;
    private final Acts acts;
    private final IdentitySettings.GuestLimits settings;
    private final Clock clock;

    ResidentAccounts(
            JdbcClient database,
            Vault vault,
            Accounts accounts,
            Territory territory,
            ObjectProvider<AccountData> kept,
            Acts acts,
            IdentitySettings settings,
            Clock clock) {
        this.database = database;
        this.vault = vault;
        this.accounts = accounts;
        this.territory = territory;
        this.kept = kept;
        this.acts = acts;
        this.settings = settings.guest();
        this.clock = clock;
    }

    /** The account of that number, which no one who serves has: their accounts want a password. */
    Optional<AccountId> of(byte[] phone) {
        var now = Timestamp.from(clock.instant());
        var today = LocalDate.now(clock.withZone(ZONE));
        database.sql("update identity.account a set phone_index = null where last_seen < ? and " + RESIDENT)
                .params(Date.valueOf(today.minusDays(settings.residentForgottenAfter())), phone, now)
                .update();
        return database.sql("update identity.account a set last_seen = ? where last_seen is not null and " + RESIDENT
                        + " returning a.id")
                .params(Date.valueOf(today), phone, now)
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** Makes a resident of the guest. */
    void settle(AccountId guest, PersonName name) {
        var now = clock.instant();
        try {
            int settled = database.sql("""
                    update identity.account set kind = 'PERSON', username = ?, sealed_name = ?, revision = ?
                    where id = ? and kind = 'GUEST'""")
                    .params(
                            "resident-" + Ids.untimed().toString().substring(0, 13),
                            vault.seal(AccountStore.NAME, name.name()),
                            accounts.nextRevision(),
                            guest.id())
                    .update();
            if (settled == 0) {
                throw GUESTS_SIGN_UP.with();
            }
        } catch (DuplicateKeyException e) {
            throw PHONE_TAKEN.with(); // somebody who serves has it in their account
        }
        endPosts(guest, now);
        // a home, and with it an area of their own, is claimed later
        accounts.appoint(guest, new Post(Role.RESIDENT, territory.root(), null), now, null);
        acts.did(Act.of("account.sign-up").on("account", guest));
    }

    /** Closes the account; who it was is erased, what was official stays without them. */
    void close(AccountId id) {
        var now = clock.instant();
        boolean serves = database.sql("""
                select exists (select from identity.post where account = ? and role not in ('RESIDENT', 'GUEST')
                    and (until is null or until > ?))""")
                .params(id.id(), Timestamp.from(now))
                .query(Boolean.class)
                .single();
        if (serves) {
            throw ACCOUNT_SERVES.with();
        }
        endPosts(id, now);
        database.sql("""
                update identity.account set username = ?, secret = null, public_name = null, sealed_name = null,
                    sealed_phone = null, phone_index = null, locked_at = ?, lock_reason = null, epoch = epoch + 1,
                    revision = ?
                where id = ?""")
                .params("left-" + Ids.untimed(), Timestamp.from(now), accounts.nextRevision(), id.id())
                .update();
        for (var table :
                new String[] {"former_secret", "password_code", "recovery_code", "second_factor", "external_identity"
                }) {
            database.sql("delete from identity." + table + " where account = ?")
                    .param(id.id())
                    .update();
        }
        kept.orderedStream().forEach(data -> data.forget(id.toString()));
        accounts.endSessions(id);
        acts.did(Act.of("account.leave").on("account", id));
    }

    private void endPosts(AccountId id, Instant now) {
        database.sql("update identity.post set until = ? where account = ? and until is null and since < ?")
                .params(Timestamp.from(now), id.id(), Timestamp.from(now))
                .update();
    }
}
