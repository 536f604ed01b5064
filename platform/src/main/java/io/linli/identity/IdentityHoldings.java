package io.linli.identity;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What accounts hold about people. */
@Component
class IdentityHoldings implements PersonalData {

    private final JdbcClient database;

    IdentityHoldings(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of("identity.account")
                        .encrypted("identity.account.sealed_name")
                        .clear("identity.account.username", "identity.account.public_name"),
                Holding.of("identity.phone")
                        .encrypted("identity.account.sealed_phone")
                        .digests("identity.account.phone_index", "identity.guest_code.phone_index")
                        .keptBy(OldGuests.KIND),
                Holding.of("identity.post").clear("identity.post.account", "identity.post.area"),
                Holding.of("identity.sign-in")
                        .digests("identity.sign_in.name", "identity.sign_in.address", "identity.sign_in_failure.who")
                        .clear("identity.sign_in.account")
                        .under(OldSignIns.LAW)
                        .keptBy(OldSignIns.KIND),
                Holding.of("identity.external")
                        .digests("identity.external_identity.subject")
                        .clear("identity.external_identity.account"),
                Holding.of("identity.views")
                        .encrypted("identity.saved_views.sealed")
                        .clear("identity.saved_views.account"),
                Holding.of("identity.session").clear("identity.http_session_attributes.attribute_bytes"),
                Holding.technical("identity.secret")
                        .encrypted("identity.second_factor.sealed", "identity.signing_key.sealed")
                        .digests(
                                "identity.account.secret",
                                "identity.former_secret.secret",
                                "identity.recovery_code.hash",
                                "identity.password_code.code_hash",
                                "identity.guest_code.code_hash",
                                "identity.setup_token.hash"));
    }

    @Override
    public Map<String, Long> about(String account) {
        return database.sql("""
                        select 1, (select count(*) from identity.account where id = ?::uuid and sealed_phone is not null),
                            (select count(*) from identity.post where account = ?::uuid),
                            (select count(*) from identity.sign_in where account = ?::uuid),
                            (select count(*) from identity.saved_views where account = ?::uuid)""")
                .params(account, account, account, account)
                .query((row, n) -> Map.of(
                        "identity.account", row.getLong(1),
                        "identity.phone", row.getLong(2),
                        "identity.post", row.getLong(3),
                        "identity.sign-in", row.getLong(4),
                        "identity.views", row.getLong(5)))
                .single();
    }
}
