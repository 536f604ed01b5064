package io.linli.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.linli.privacy.Vault;
import io.linli.settings.Ids;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys that sign the tokens of machine clients, sealed in the database; made when the first token is asked for. */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    private static final String PURPOSE = "identity.signing-key";
    private static final int BITS = 2048;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final Vault vault;
    private final TransactionTemplate writing;
    private final Clock clock;
    private volatile List<JWK> known = List.of();
    private volatile Instant looked = Instant.MIN;

    SigningKeys(JdbcClient database, Vault vault, PlatformTransactionManager transactions, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Newest first. */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        var found = selector.select(new JWKSet(known));
        if (!found.isEmpty() || clock.instant().isBefore(looked.plus(PATIENCE))) {
            return found;
        }
        load(); // another instance may have made one
        return selector.select(new JWKSet(known));
    }

    /** Sees to it that there is one. */
    void prepare() {
        if (known.isEmpty()) {
            load();
        }
        if (known.isEmpty()) {
            make();
            load();
        }
    }

    private void load() {
        looked = clock.instant();
        known = database.sql("select sealed from identity.signing_key order by created_at desc, id")
                .query((row, n) -> parsed(vault.open(PURPOSE, row.getBytes(1))))
                .list();
    }

    private void make() {
        writing.executeWithoutResult(status -> {
            // two instances that start together make one key
            database.sql("select pg_advisory_xact_lock(hashtext('identity.signing_key'))")
                    .query((row, n) -> true)
                    .single();
            database.sql("""
                    insert into identity.signing_key (id, sealed, created_at)
                    select ?, ?, ? where not exists (select from identity.signing_key)""")
                    .params(
                            Ids.next(),
                            vault.seal(PURPOSE, generated().toJSONString()),
                            Timestamp.from(clock.instant()))
                    .update();
        });
    }

    private static JWK generated() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(Ids.untimed().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("No key for tokens can be made", e);
        }
    }

    private static JWK parsed(String key) {
        try {
            return JWK.parse(key);
        } catch (ParseException e) {
            throw new IllegalStateException("A kept key for tokens cannot be read", e);
        }
    }
}
