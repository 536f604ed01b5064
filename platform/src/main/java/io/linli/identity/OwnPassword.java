package io.linli.identity;

import static io.linli.identity.IdentityProblem.PASSWORD_CODE_WRONG;
import static io.linli.identity.IdentityProblem.PASSWORD_NOT_RESET_HERE;
import static io.linli.identity.IdentityProblem.PASSWORD_USED_BEFORE;
import static io.linli.identity.IdentityProblem.PASSWORD_WRONG;

import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Vault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** The changing of one's own password, and the way back for who forgot it. */
@Service
public class OwnPassword {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TRIES = 5;
    private static final int CODES = 3; // an hour, for one account

    private record Known(
            AccountId id, @Nullable String secret, @Nullable PhoneNumber phone) {}

    private final JdbcClient database;
    private final Vault vault;
    private final Accounts accounts;
    private final PasswordRules rules;
    private final PasswordEncoder passwords;
    private final SignInAttempts attempts;
    private final SignIn door;
    private final Limits limits;
    private final ObjectProvider<CodeSender> sender;
    private final IdentitySettings settings;
    private final Clock clock;

    OwnPassword(
            JdbcClient database,
            Vault vault,
            Accounts accounts,
            PasswordRules rules,
            PasswordEncoder passwords,
            SignInAttempts attempts,
            SignIn door,
            Limits limits,
            ObjectProvider<CodeSender> sender,
            IdentitySettings settings,
            Clock clock) {
        this.database = database;
        this.vault = vault;
        this.accounts = accounts;
        this.rules = rules;
        this.passwords = passwords;
        this.attempts = attempts;
        this.door = door;
        this.limits = limits;
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the caller signs in with a password at all, and not with codes sent to a telephone or from elsewhere. */
    public boolean isSet(Caller caller) {
        return known(caller.username()).map(Known::secret).isPresent();
    }

    /** Takes another password; every other session of the account is signed out. */
    public Caller change(
            Caller caller, String current, String chosen, HttpServletRequest request, HttpServletResponse response) {
        var known = known(caller.username()).orElseThrow(PASSWORD_WRONG::with);
        // as slow as guessing at the door: a session left open is no way to find the password out
        if (!attempts.isRight(
                "password:" + caller.id(),
                Address.of(request),
                () -> known.secret() != null && passwords.matches(current, known.secret()))) {
            throw PASSWORD_WRONG.with().at("current");
        }
        accounts.choose(
                known.id(),
                fit(caller.username(), known, chosen),
                request.getSession().getId());
        return door.renew(known.id(), request, response);
    }

    /** Sends a code to the telephone of the account, if it has one. Answers it only in the demo. */
    public Optional<String> sendCode(String username, HttpServletRequest request) {
        var gateway = sender.getIfAvailable();
        if (gateway == null || !gateway.ready()) {
            throw PASSWORD_NOT_RESET_HERE.with();
        }
        limits.take("password-code-address", address(request), settings.guest().codesPerAddress(), HOUR);
        // by the name, whether anybody has it or not
        limits.take(
                "password-code",
                HexFormat.of().formatHex(vault.blindIndex("identity.password-code-for", username)),
                CODES,
                HOUR);
        var known = known(username).orElse(null);
        var phone = known == null ? null : known.phone();
        if (known == null || phone == null) {
            return Optional.empty(); // said to nobody: it would tell which names there are
        }
        var id = known.id();
        var code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        database.sql("""
                insert into identity.password_code (account, code_hash, expires_at, tries_left) values (?, ?, ?, ?)
                on conflict (account) do update set code_hash = excluded.code_hash,
                    expires_at = excluded.expires_at, tries_left = excluded.tries_left""")
                .params(
                        id.id(),
                        hash(id, code),
                        Timestamp.from(clock.instant().plus(settings.password().code())),
                        TRIES)
                .update();
        return gateway.sendUnwatched(phone, code, settings.password().code());
    }

    /** Takes another password for the code that was sent. Nobody is signed in by it. */
    public void reset(String username, String code, String chosen, HttpServletRequest request) {
        limits.take("password-code-try", address(request), settings.guest().codesPerAddress() * TRIES, HOUR);
        var known = known(username).orElseThrow(PASSWORD_CODE_WRONG::with);
        var secret = fit(username, known, chosen); // a bad choice does not use the code up
        var expected = database.sql("""
                update identity.password_code set tries_left = tries_left - 1
                where account = ? and tries_left > 0 and expires_at > ? returning code_hash""")
                .params(known.id().id(), Timestamp.from(clock.instant()))
                .query((row, n) -> row.getBytes(1))
                .optional();
        if (expected.isEmpty()
                || !MessageDigest.isEqual(expected.get(), hash(known.id(), code))
                || !spend(known.id())) {
            throw PASSWORD_CODE_WRONG.with();
        }
        accounts.choose(known.id(), secret, "");
    }

    private boolean spend(AccountId id) {
        return database.sql("delete from identity.password_code where account = ?")
                        .param(id.id())
                        .update()
                == 1;
    }

    private String fit(String username, Known known, String chosen) {
        var secret = rules.encode(username, chosen);
        if (former(known).stream().anyMatch(one -> passwords.matches(chosen, one))) {
            throw PASSWORD_USED_BEFORE.with(settings.password().former()).at("password");
        }
        return secret;
    }

    private List<String> former(Known known) {
        return database.sql("""
                (select secret from identity.account where id = ? and secret is not null)
                union all
                (select secret from identity.former_secret where account = ? order by until desc limit ?)""")
                .params(known.id().id(), known.id().id(), settings.password().former())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private Optional<Known> known(String username) {
        return database.sql("""
                select id, secret, sealed_phone from identity.account
                where username = ? and kind = 'PERSON' and locked_at is null""")
                .param(username)
                .query((row, n) -> new Known(
                        new AccountId(row.getObject("id", UUID.class)),
                        row.getString("secret"),
                        phone(row.getBytes("sealed_phone"))))
                .optional();
    }

    private @Nullable PhoneNumber phone(byte @Nullable [] sealed) {
        return sealed == null ? null : PhoneNumber.of(vault.open(AccountStore.PHONE, sealed));
    }

    private byte[] hash(AccountId account, String code) {
        return vault.blindIndex("identity.password-code", account + " " + code);
    }

    private String address(HttpServletRequest request) {
        return HexFormat.of().formatHex(vault.blindIndex("identity.address", Address.of(request)));
    }

    @Scheduled(fixedDelay = 3_600_000)
    void forget() {
        database.sql("delete from identity.password_code where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
        database.sql("""
                delete from identity.former_secret f where until < (
                    select min(until) from (select until from identity.former_secret o where o.account = f.account
                        order by until desc limit ?) kept)""").param(Math.max(1, settings.password().former())).update();
    }
}
