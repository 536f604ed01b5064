package io.linli.field;

import static io.linli.field.FieldProblem.PHONES_TOO_MANY;
import static io.linli.field.FieldProblem.PHONE_KEY_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys with which phones seal what they keep while there is no network: one for each account on each phone. It is
 * kept here sealed and given to nobody but that account, so what is left on a phone opens again after the next sign-in,
 * for the same account only, and never again once the key was taken back.
 */
@Service
@Transactional
public class PhoneKeys {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final int LENGTH = 32; // AES-256
    private static final String PURPOSE = "field.phone-key";

    private final JdbcClient database;
    private final Vault vault;
    private final Acts acts;
    private final FieldSettings settings;
    private final Clock clock;

    PhoneKeys(JdbcClient database, Vault vault, Acts acts, FieldSettings settings, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.acts = acts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What a phone is given.
     *
     * @param key its id, which tells nothing
     * @param secret Base64, 32 bytes
     * @param until when the phone forgets it unless it has met the server by then
     * @param now by the server's clock, with which the phone compares its own
     */
    public record Lease(UUID key, AccountId account, String secret, Instant until, Instant now) {

        @Override
        public String toString() {
            return "the key " + key; // never the key itself
        }
    }

    /** A phone on which the caller works, or worked. */
    public record Phone(
            UUID key,
            Instant since,
            Instant seenAt,
            @Nullable Instant revokedAt) {}

    /** The key of the caller on that phone: the one that there is, or a new one. */
    public Lease lease(Caller caller, UUID device) {
        var now = clock.instant();
        // of two at once, one waits for the other
        database.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("field.phone:" + caller.id())
                .query((row, n) -> true)
                .single();
        var known = database.sql("""
                        update field.phone set seen_at = ? where account = ? and device = ? and revoked_at is null
                        returning id, sealed""")
                .params(at(now), caller.id().id(), device)
                .query((row, n) ->
                        new Given(row.getObject("id", UUID.class), BASE64.encodeToString(row.getBytes("sealed"))))
                .optional();
        var given = known.orElseGet(() -> make(caller, device, now));
        var secret = vault.openBytes(PURPOSE, Base64.getDecoder().decode(given.sealed()));
        return new Lease(given.id(), caller.id(), BASE64.encodeToString(secret), now.plus(settings.lease()), now);
    }

    private Given make(Caller caller, UUID device, Instant now) {
        int phones = database.sql("select count(*) from field.phone where account = ? and revoked_at is null")
                .param(caller.id().id())
                .query(Integer.class)
                .single();
        if (phones >= settings.phones()) {
            throw PHONES_TOO_MANY.with(settings.phones());
        }
        var secret = new byte[LENGTH];
        RANDOM.nextBytes(secret);
        var id = Ids.untimed();
        var sealed = vault.seal(PURPOSE, secret);
        database.sql("""
                        insert into field.phone (id, account, device, sealed, made_at, seen_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(id, caller.id().id(), device, sealed, at(now), at(now))
                .update();
        acts.did(Act.of("phone.begin").on("phone", id));
        return new Given(id, BASE64.encodeToString(sealed));
    }

    @Transactional(readOnly = true)
    public List<Phone> of(Caller caller) {
        return database.sql("""
                        select id, made_at, seen_at, revoked_at from field.phone where account = ?
                        order by seen_at desc limit 50""")
                .param(caller.id().id())
                .query((row, n) -> new Phone(
                        row.getObject("id", UUID.class),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list();
    }

    /** Takes the key of one of the caller's phones back: what it still keeps is lost to everybody. */
    public void revoke(Caller caller, UUID key) {
        int ended = database.sql("""
                        update field.phone set revoked_at = ?, sealed = null
                        where id = ? and account = ? and revoked_at is null""")
                .params(at(clock.instant()), key, caller.id().id())
                .update();
        if (ended == 0) {
            throw PHONE_KEY_UNKNOWN.with();
        }
        acts.did(Act.of("phone.revoke").on("phone", key));
    }

    /** Whether a phone must forget the key at once. Asked without signing in, since a phone that was lost does not. */
    @Transactional(readOnly = true)
    public boolean isRevoked(UUID key) {
        return database.sql("select revoked_at is not null from field.phone where id = ?")
                .param(key)
                .query(Boolean.class)
                .optional()
                .orElseThrow(PHONE_KEY_UNKNOWN::with);
    }

    /** All keys of an account that was locked. */
    void revokeAll(AccountId account) {
        database.sql("update field.phone set revoked_at = ?, sealed = null where account = ? and revoked_at is null")
                .params(at(clock.instant()), account.id())
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    public void forget() {
        database.sql("delete from field.phone where seen_at < ?")
                .param(at(clock.instant().minus(settings.forget())))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Given(UUID id, String sealed) {}
}
