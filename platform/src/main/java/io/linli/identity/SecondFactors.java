package io.linli.identity;

import static io.linli.identity.IdentityProblem.SECOND_FACTOR_MISSING;
import static io.linli.identity.IdentityProblem.SECOND_FACTOR_NEEDED;
import static io.linli.identity.IdentityProblem.SECOND_FACTOR_THERE;
import static io.linli.identity.IdentityProblem.SECOND_FACTOR_USED;
import static io.linli.identity.IdentityProblem.SECOND_FACTOR_WRONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The second factor: one-time codes of an app that was set up with a shared key, and a few codes on paper for when the
 * telephone is lost. No code is taken twice, also not one that was seen over somebody's shoulder.
 */
@Service
public class SecondFactors {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY = 20; // bytes, as RFC 4226 wants it
    private static final int DRIFT = 1; // steps that a telephone's clock may be wrong
    private static final int ON_PAPER = 10;
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 10; // 31^10: nobody guesses one at ten tries a quarter of an hour

    private static final String KEY_OF = "identity.second-factor";

    /** @param sealed in hexadecimal */
    private record Key(String sealed, boolean confirmed) {}

    private final JdbcClient database;
    private final Vault vault;
    private final Accounts accounts;
    private final Directory directory;
    private final SignInAttempts attempts;
    private final SignIn door;
    private final SessionContexts contexts;
    private final SignInSteps steps;
    private final Reach reach;
    private final Acts acts;
    private final TransactionTemplate transaction;
    private final String issuer;
    private final Clock clock;

    SecondFactors(
            JdbcClient database,
            Vault vault,
            Accounts accounts,
            Directory directory,
            SignInAttempts attempts,
            SignIn door,
            SessionContexts contexts,
            SignInSteps steps,
            Reach reach,
            Acts acts,
            PlatformTransactionManager transactions,
            @Value("${linli.name}") String issuer,
            Clock clock) {
        this.database = database;
        this.vault = vault;
        this.accounts = accounts;
        this.directory = directory;
        this.attempts = attempts;
        this.door = door;
        this.contexts = contexts;
        this.steps = steps;
        this.reach = reach;
        this.acts = acts;
        this.transaction = new TransactionTemplate(transactions);
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param needed whether the caller's posts need one
     * @param recoveryCodes how many are left
     */
    public record State(boolean setUp, boolean needed, int recoveryCodes) {}

    /**
     * What an app is given, by hand or as a picture of the address.
     *
     * @param secret in Base32
     * @param picture the address as a QR code, in SVG
     */
    public record SetUp(String secret, String uri, String picture) {

        @Override
        public String toString() {
            return "a key"; // never the key itself
        }
    }

    public State state(Caller caller) {
        var account = directory.account(caller.id()).orElseThrow(SECOND_FACTOR_MISSING::with);
        int left = database.sql("select count(*) from identity.recovery_code where account = ?")
                .param(caller.id().id())
                .query(Integer.class)
                .single();
        return new State(account.proof().secondFactor(), steps.needsSecondFactor(account), left);
    }

    /** A new key, which counts once a code of it was shown. */
    public SetUp begin(Caller caller) {
        var key = new byte[KEY];
        RANDOM.nextBytes(key);
        int made = database.sql("""
                insert into identity.second_factor as f (account, sealed) values (?, ?)
                on conflict (account) do update set sealed = excluded.sealed where f.confirmed_at is null""")
                .params(caller.id().id(), vault.seal(KEY_OF, key))
                .update();
        if (made == 0) {
            throw SECOND_FACTOR_THERE.with();
        }
        var secret = Totp.base32(key);
        var label = encoded(issuer) + ":" + encoded(caller.username());
        var address = "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + encoded(issuer)
                + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.PERIOD;
        return new SetUp(secret, address, QrPicture.svg(address));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** The key counts from now on. Tells the codes to be kept on paper, this once. */
    public List<String> confirm(Caller caller, String code, HttpServletRequest request, HttpServletResponse response) {
        var key = key(caller.id());
        if (key == null) {
            throw SECOND_FACTOR_MISSING.with();
        }
        if (key.confirmed()) {
            throw SECOND_FACTOR_THERE.with();
        }
        mustBeRight(caller, request, () -> isOfTheApp(caller.id(), key, code));
        var onPaper = Stream.generate(SecondFactors::newCode).limit(ON_PAPER).toList();
        transaction.executeWithoutResult(status -> {
            database.sql("update identity.second_factor set confirmed_at = ? where account = ?")
                    .params(Timestamp.from(clock.instant()), caller.id().id())
                    .update();
            database.sql("delete from identity.recovery_code where account = ?")
                    .param(caller.id().id())
                    .update();
            onPaper.forEach(each -> database.sql("insert into identity.recovery_code (account, hash) values (?, ?)")
                    .params(caller.id().id(), hash(caller.id(), each))
                    .update());
            accounts.touch(caller.id());
            acts.did(Act.of("second-factor.set-up").on("account", caller.id()));
        });
        contexts.shown(request.getSession());
        door.renew(caller.id(), request, response);
        return onPaper;
    }

    /** Completes a sign-in with a code of the app, or with one of those on paper. */
    public Caller show(Caller caller, String code, HttpServletRequest request, HttpServletResponse response) {
        prove(caller, code, request);
        contexts.shown(request.getSession());
        return door.renew(caller.id(), request, response);
    }

    /** Takes the factor away, where none is needed; a code shows that it is not somebody at an open session. */
    public void remove(Caller caller, String code, HttpServletRequest request) {
        if (steps.needsSecondFactor(directory.account(caller.id()).orElseThrow(SECOND_FACTOR_MISSING::with))) {
            throw SECOND_FACTOR_NEEDED.with();
        }
        prove(caller, code, request);
        transaction.executeWithoutResult(status -> {
            delete(caller.id());
            acts.did(Act.of("second-factor.remove").on("account", caller.id()));
        });
    }

    /** For whoever lost telephone and paper: an administrator takes the factor away, and a new one is set up. */
    public void reset(Caller administrator, AccountId id, String reason) {
        transaction.executeWithoutResult(status -> {
            if (!reach.mustManage(administrator, id).proof().secondFactor()) {
                throw SECOND_FACTOR_MISSING.with();
            }
            delete(id);
            accounts.endSessions(id);
            acts.did(Act.of("second-factor.reset").on("account", id).because(reason));
        });
    }

    private void delete(AccountId id) {
        database.sql("delete from identity.recovery_code where account = ?")
                .param(id.id())
                .update();
        database.sql("delete from identity.second_factor where account = ?")
                .param(id.id())
                .update();
        accounts.touch(id);
    }

    private void prove(Caller caller, String code, HttpServletRequest request) {
        var key = key(caller.id());
        if (key == null || !key.confirmed()) {
            throw SECOND_FACTOR_MISSING.with();
        }
        mustBeRight(caller, request, () -> isOfTheApp(caller.id(), key, code) || isOnPaper(caller.id(), code));
    }

    private void mustBeRight(Caller caller, HttpServletRequest request, BooleanSupplier attempt) {
        if (!attempts.isRight("second-factor:" + caller.id(), Address.of(request), attempt)) {
            transaction.executeWithoutResult(status -> acts.did(
                    Act.of("second-factor.show").by(caller.id().toString()).refused(SECOND_FACTOR_WRONG.name())));
            throw SECOND_FACTOR_WRONG.with().at("code");
        }
    }

    private boolean isOfTheApp(AccountId account, Key key, String code) {
        var digits = code.replace(" ", "");
        var shared = vault.openBytes(KEY_OF, HexFormat.of().parseHex(key.sealed()));
        long now = Totp.step(clock.instant());
        for (long step = now - DRIFT; step <= now + DRIFT; step++) {
            if (MessageDigest.isEqual(Totp.code(shared, step).getBytes(UTF_8), digits.getBytes(UTF_8))) {
                if (!isNew(account, step)) {
                    throw SECOND_FACTOR_USED.with().at("code");
                }
                return true;
            }
        }
        return false;
    }

    // the row decides, so that of two at the same moment one is refused
    private boolean isNew(AccountId account, long step) {
        return database.sql("update identity.second_factor set last_step = ? where account = ? and last_step < ?")
                        .params(step, account.id(), step)
                        .update()
                == 1;
    }

    private boolean isOnPaper(AccountId account, String code) {
        return database.sql("delete from identity.recovery_code where account = ? and hash = ?")
                        .params(account.id(), hash(account, code))
                        .update()
                == 1;
    }

    private @Nullable Key key(AccountId account) {
        return database.sql("select sealed, confirmed_at from identity.second_factor where account = ?")
                .param(account.id())
                .query((row, n) -> new Key(
                        HexFormat.of().formatHex(row.getBytes("sealed")), row.getObject("confirmed_at") != null))
                .optional()
                .orElse(null);
    }

    private byte[] hash(AccountId account, String code) {
        return vault.blindIndex(
                "identity.recovery-code",
                account + " " + code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    private static String newCode() {
        var code = new StringBuilder();
        RANDOM.ints(LENGTH, 0, SIGNS.length()).forEach(n -> code.append(SIGNS.charAt(n)));
        return code.insert(LENGTH / 2, '-').toString();
    }
}
