package io.linli.identity;

import static io.linli.identity.IdentityProblem.CODES_NOT_SENT_HERE;
import static io.linli.identity.IdentityProblem.GUESTS_NOT_ADMITTED;
import static io.linli.identity.IdentityProblem.GUEST_CODE_WRONG;
import static io.linli.identity.IdentityProblem.GUEST_PHONE_INVALID;

import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Vault;
import io.linli.settings.Adjustments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Lets in who proves a telephone number with a code that was sent to it: residents, those who sign up as one, and guests,
 * who can report and see their own reports.
 */
@Service
public class Guests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Vault vault;
    private final ObjectProvider<CodeSender> sender;
    private final Limits limits;
    private final GuestAccounts accounts;
    private final ResidentAccounts residents;
    private final SignIn door;
    private final SignInAttempts attempts;
    private final IdentitySettings.GuestLimits settings;
    private final Adjustments adjustments;
    private final boolean wanted;
    private final Clock clock;

    Guests(
            JdbcClient database,
            Vault vault,
            ObjectProvider<CodeSender> sender,
            Limits limits,
            GuestAccounts accounts,
            ResidentAccounts residents,
            SignIn door,
            SignInAttempts attempts,
            IdentitySettings settings,
            Adjustments adjustments,
            @Value("${linli.guest-reports}") boolean wanted,
            Clock clock) {
        this.database = database;
        this.vault = vault;
        this.wanted = wanted;
        this.sender = sender;
        this.limits = limits;
        this.accounts = accounts;
        this.residents = residents;
        this.door = door;
        this.attempts = attempts;
        this.settings = settings.guest();
        this.adjustments = adjustments;
        this.clock = clock;
    }

    /** Whether guests can report: it is wanted here, and codes can be sent. */
    public boolean admitted() {
        return wanted && codesAreSent();
    }

    /** Whether residents can sign up and sign in with their telephone. */
    public boolean codesAreSent() {
        return gateway().isPresent();
    }

    private Optional<CodeSender> gateway() {
        return Optional.ofNullable(sender.getIfAvailable()).filter(CodeSender::ready);
    }

    /** Sends a new code; an earlier one is worth nothing any more. Answers it only in the demo. */
    public Optional<String> sendCode(PhoneNumber phone, HttpServletRequest request) {
        var gateway = gateway().orElseThrow(CODES_NOT_SENT_HERE::with);
        if (!phone.number().startsWith("1")) {
            throw GUEST_PHONE_INVALID.with().at("phone"); // no messages to a fixed line
        }
        var index = index(phone);
        limits.take("guest-code-address", address(request), settings.codesPerAddress(), HOUR);
        limits.take("guest-code-again", HexFormat.of().formatHex(index), 1, MINUTE);
        limits.take(
                "guest-code",
                HexFormat.of().formatHex(index),
                Math.toIntExact(adjustments.of(IdentityAdjustables.CODES)),
                HOUR);
        var code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        database.sql("""
                insert into identity.guest_code (phone_index, code_hash, expires_at, tries_left) values (?, ?, ?, ?)
                on conflict (phone_index) do update set code_hash = excluded.code_hash,
                    expires_at = excluded.expires_at, tries_left = excluded.tries_left""")
                .params(
                        index,
                        hash(phone, code),
                        Timestamp.from(clock.instant().plus(settings.code())),
                        settings.tries())
                .update();
        return gateway.send(phone, code, settings.code());
    }

    /**
     * Begins a session with the code: of the resident whose number it is, else of a guest, or of the new resident of that
     * name.
     *
     * @param name of who signs up; null: as a guest
     */
    public Caller begin(
            PhoneNumber phone,
            String code,
            @Nullable PersonName name,
            HttpServletRequest request,
            HttpServletResponse response) {
        var index = index(phone);
        limits.take("guest-code-try", address(request), settings.codesPerAddress() * settings.tries(), HOUR);
        var expected = database.sql("""
                update identity.guest_code set tries_left = tries_left - 1
                where phone_index = ? and tries_left > 0 and expires_at > ? returning code_hash""")
                .params(index, Timestamp.from(clock.instant()))
                .query((row, n) -> row.getBytes(1))
                .optional();
        if (expected.isEmpty()
                || !MessageDigest.isEqual(expected.get(), hash(phone, code))
                || !spend(index, expected.get())) {
            throw GUEST_CODE_WRONG.with();
        }
        var resident = residents.of(index);
        if (resident.isEmpty() && name == null && !wanted) {
            throw GUESTS_NOT_ADMITTED.with();
        }
        var account = resident.orElseGet(() -> accounts.of(phone, index));
        if (resident.isEmpty() && name != null) {
            residents.settle(account, name);
        }
        var caller = door.begin(account, request, response);
        attempts.began(account, Address.of(request));
        if (resident.isEmpty() && name == null) {
            request.getSession().setMaxInactiveInterval((int) settings.session().toSeconds());
        }
        return caller;
    }

    // a code opens one session, also when it comes twice at the same moment
    private boolean spend(byte[] index, byte[] hash) {
        return database.sql("delete from identity.guest_code where phone_index = ? and code_hash = ?")
                        .params(index, hash)
                        .update()
                == 1;
    }

    private byte[] index(PhoneNumber phone) {
        return vault.blindIndex(AccountStore.PHONE, phone.number());
    }

    private byte[] hash(PhoneNumber phone, String code) {
        return vault.blindIndex("identity.guest-code", phone.number() + " " + code);
    }

    private String address(HttpServletRequest request) {
        return HexFormat.of().formatHex(vault.blindIndex("identity.address", Address.of(request)));
    }

    @Scheduled(fixedDelay = 3_600_000)
    void forget() {
        database.sql("delete from identity.guest_code where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
