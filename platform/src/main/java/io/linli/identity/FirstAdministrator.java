package io.linli.identity;

import static io.linli.identity.IdentityProblem.SETUP_LINK_INVALID;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.identity.Accounts.Opening;
import io.linli.privacy.PersonName;
import io.linli.territory.Territory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The first account of an installation: whoever holds the one-time link that the server printed makes it. */
@Service
@Transactional
public class FirstAdministrator {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Accounts accounts;
    private final PasswordRules passwords;
    private final Territory territory;
    private final IdentitySettings settings;
    private final Clock clock;

    FirstAdministrator(
            JdbcClient database,
            Accounts accounts,
            PasswordRules passwords,
            Territory territory,
            IdentitySettings settings,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.passwords = passwords;
        this.territory = territory;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A new link's token while there is no administrator, for the page {@code /setup/<token>}; an earlier one is worth
     * nothing any more. Only a digest of it is kept.
     */
    public Optional<String> invite() {
        if (isThere()) {
            return Optional.empty();
        }
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        database.sql("delete from identity.setup_token where used_at is null").update();
        database.sql("insert into identity.setup_token (hash, expires_at) values (?, ?)")
                .params(digest(token), Timestamp.from(clock.instant().plus(settings.setupLink())))
                .update();
        return Optional.of(token);
    }

    /** Until when the link holds; refused when it does not. */
    @Transactional(readOnly = true)
    public Instant holdsUntil(String token) {
        return database.sql(
                        "select expires_at from identity.setup_token where hash = ? and used_at is null and expires_at > ?")
                .params(digest(token), Timestamp.from(clock.instant()))
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .filter(until -> !isThere())
                .orElseThrow(SETUP_LINK_INVALID::with);
    }

    /** Makes the administrator and uses the link up. */
    public void open(String token, String username, PersonName name, String password) {
        holdsUntil(token);
        accounts.mustBeFree(username);
        var secret = passwords.encode(username, password);
        int used = database.sql("update identity.setup_token set used_at = ? where hash = ? and used_at is null")
                .params(Timestamp.from(clock.instant()), digest(token))
                .update();
        if (used != 1) {
            throw SETUP_LINK_INVALID.with(); // somebody else was quicker
        }
        var post = new Post(Role.ADMINISTRATOR, territory.root(), null);
        accounts.open(List.of(new Opening(username, AccountKind.PERSON, secret, name.name(), List.of(post))));
    }

    private boolean isThere() {
        return database.sql("""
                select exists (select from identity.post p join identity.account a on a.id = p.account
                    where p.role = 'ADMINISTRATOR' and p.until is null and a.secret is not null)""").query(Boolean.class).single();
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(UTF_8)); // 32 random bytes: no salt needed
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
