package io.linli.identity;

import static io.linli.identity.IdentityProblem.EXTERNAL_NOT_FOR_YOU;
import static io.linli.identity.IdentityProblem.EXTERNAL_NOT_LINKED;
import static io.linli.identity.IdentityProblem.EXTERNAL_TAKEN;
import static io.linli.identity.IdentityProblem.EXTERNAL_UNKNOWN;

import io.linli.identity.Accounts.Opening;
import io.linli.privacy.PersonName;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.Territory;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which account is whose, as other providers know them. An account is linked on purpose only, by its holder who is signed
 * in; but who comes as a resident for the first time gets an account, without a home.
 */
@Component
@Transactional
class ExternalAccounts {

    private final JdbcClient database;
    private final Vault vault;
    private final Accounts accounts;
    private final AccountStore store;
    private final Territory territory;
    private final Acts acts;
    private final Clock clock;

    ExternalAccounts(
            JdbcClient database,
            Vault vault,
            Accounts accounts,
            AccountStore store,
            Territory territory,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.vault = vault;
        this.accounts = accounts;
        this.store = store;
        this.territory = territory;
        this.acts = acts;
        this.clock = clock;
    }

    /** The account of that person; opened for a new resident, refused for anybody else who is not linked. */
    AccountId of(ExternalProvider provider, String subject, @Nullable String name) {
        // two tabs of one person at once open one account
        database.sql("select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 0))")
                .param(index(provider, subject))
                .query((row, n) -> true)
                .single();
        return known(provider, subject).orElseGet(() -> {
            if (provider != ExternalProvider.RESIDENTS) {
                throw EXTERNAL_NOT_LINKED.with();
            }
            return open(subject, name);
        });
    }

    private Optional<AccountId> known(ExternalProvider provider, String subject) {
        return database.sql("select account from identity.external_identity where provider = ? and subject = ?")
                .params(provider.name(), index(provider, subject))
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    private AccountId open(String subject, @Nullable String name) {
        var username = "resident-" + Ids.untimed().toString().substring(0, 13);
        var post = new Post(Role.RESIDENT, territory.root(), null);
        accounts.open(List.of(new Opening(username, AccountKind.PERSON, null, readable(name), List.of(post))));
        var id = store.find(username).orElseThrow().id();
        put(ExternalProvider.RESIDENTS, subject, id);
        acts.did(Act.of("account.sign-up").by(id.toString()).on("account", id));
        return id;
    }

    // a provider may say anything; a name that is none is left out
    private static @Nullable String readable(@Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return new PersonName(name).name();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The caller is that person there, too. */
    void link(Caller caller, ExternalProvider provider, String subject) {
        boolean serves = caller.posts().stream().anyMatch(post -> post.role().serves());
        if (serves != (provider == ExternalProvider.STAFF) || caller.has(Role.MACHINE) || caller.has(Role.GUEST)) {
            throw EXTERNAL_NOT_FOR_YOU.with();
        }
        if (known(provider, subject).filter(caller.id()::equals).isPresent()) {
            return;
        }
        try {
            put(provider, subject, caller.id());
        } catch (DuplicateKeyException e) {
            throw EXTERNAL_TAKEN.with();
        }
        acts.did(Act.of("account.link").on("account", caller.id(), provider));
    }

    private void put(ExternalProvider provider, String subject, AccountId id) {
        database.sql("""
                insert into identity.external_identity (provider, subject, account, linked_at) values (?, ?, ?, ?)""")
                .params(provider.name(), index(provider, subject), id.id(), Timestamp.from(clock.instant()))
                .update();
    }

    void unlink(Caller caller, ExternalProvider provider) {
        int gone = database.sql("delete from identity.external_identity where account = ? and provider = ?")
                .params(caller.id().id(), provider.name())
                .update();
        if (gone == 0) {
            throw EXTERNAL_UNKNOWN.with();
        }
        acts.did(Act.of("account.unlink").on("account", caller.id(), provider));
    }

    /** Since when the caller is linked where. */
    @Transactional(readOnly = true)
    Map<ExternalProvider, Instant> linked(Caller caller) {
        var since = new EnumMap<ExternalProvider, Instant>(ExternalProvider.class);
        database.sql("select provider, linked_at from identity.external_identity where account = ?")
                .param(caller.id().id())
                .query(row -> {
                    since.put(
                            ExternalProvider.valueOf(row.getString(1)),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                });
        return since;
    }

    private byte[] index(ExternalProvider provider, String subject) {
        return vault.blindIndex("identity.external." + provider.name().toLowerCase(Locale.ROOT), subject);
    }
}
