package io.linli.identity;

import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Telephones;
import io.linli.privacy.Vault;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The telephones that people proved with a code. A number that was let go, as it may be somebody else's by now, is none. */
@Component
class AccountTelephones implements Telephones {

    private final JdbcClient database;
    private final Vault vault;

    AccountTelephones(JdbcClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    @Override
    public Optional<PhoneNumber> of(String account) {
        return database.sql("""
                        select sealed_phone from identity.account
                        where id = ?::uuid and sealed_phone is not null and phone_index is not null
                          and locked_at is null""")
                .param(account)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(phone -> new PhoneNumber(vault.open(AccountStore.PHONE, phone)));
    }

    @Override
    public Set<String> known(Collection<String> accounts) {
        return new HashSet<>(database.sql("""
                        select id::text from identity.account
                        where id = any (?::uuid[]) and sealed_phone is not null and phone_index is not null
                          and locked_at is null""")
                .param(accounts.toArray(String[]::new))
                .query((row, n) -> row.getString(1))
                .list());
    }
}
