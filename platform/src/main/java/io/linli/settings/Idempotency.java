package io.linli.settings;

import static io.linli.settings.IdempotencyProblem.IDEMPOTENCY_KEY_INVALID;
import static io.linli.settings.IdempotencyProblem.IDEMPOTENCY_KEY_REUSED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.linli.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a POST that creates something safe to send again: the caller gives it a key ({@code Idempotency-Key}), and the
 * same caller with the same key and the same body gets what the first one made. A controller takes the header
 * ({@link #HEADER}, optional) and says
 *
 * <pre>
 * var attempt = idempotency.attempt(key, caller.account().toString(), request, report);
 * var receipt = idempotency.once(
 *         attempt, () -&gt; desk.report(report), made -&gt; made.id().value(), id -&gt; desk.receipt(id));
 * </pre>
 *
 * The work and the key are committed together, and the key costs no round trip of its own: it travels with the other
 * {@link Writes}. When the key was there already, all that the work did is undone and the first result is read again.
 * Of two at once, one waits for the other's commit. Work that fails leaves no key behind, so it may be tried again.
 */
@Service
public class Idempotency {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORMAT = Pattern.compile("[!-~]([ -~]{0,198}[!-~])?");
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String PRIMARY_KEY = "idempotency_key_pkey";

    private final JdbcClient database;
    private final Writes writes;
    private final OneTransaction transaction;
    private final JsonMapper canonical;
    private final Clock clock;

    Idempotency(JdbcClient database, Writes writes, OneTransaction transaction, JsonMapper json, Clock clock) {
        this.database = database;
        this.writes = writes;
        this.transaction = transaction;
        // the same body in another order of names, or read by a release that knows more optional fields, stays the same
        this.canonical = json.rebuild()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
        this.clock = clock;
    }

    /** One sending of a request; {@code key} is null when the caller did not give one, and then nothing is remembered. */
    public record Attempt(@Nullable String key, String caller, String operation, String body) {}

    /**
     * Who sends what under which key.
     *
     * @param caller an opaque id that is the same for the same caller and no other, never a telephone number
     * @param body the request as it was read
     */
    public Attempt attempt(@Nullable String key, String caller, HttpServletRequest request, Object body) {
        if (key != null && !FORMAT.matcher(key).matches()) {
            throw IDEMPOTENCY_KEY_INVALID.with().at(HEADER);
        }
        var operation = request.getMethod() + " " + request.getRequestURI();
        return new Attempt(key, caller, operation, key == null ? "" : digest(canonical.writeValueAsBytes(body)));
    }

    /** As {@link #once(Attempt, Supplier, Function, Function)} where the id is all that is wanted. */
    public UUID once(Attempt attempt, Supplier<UUID> work) {
        return once(attempt, work, Function.identity(), Function.identity());
    }

    /**
     * Does the work in one transaction, unless it was done.
     *
     * @param work writes only ({@code write-only}): what has to be read is read before
     * @param id the id of what the work made
     * @param again what to answer when an earlier attempt has made it; runs outside that transaction
     */
    public <T> T once(Attempt attempt, Supplier<T> work, Function<T, UUID> id, Function<UUID, T> again) {
        return once(attempt, work, id, again, transaction::writing);
    }

    /** The same for work that reads what the caller may see before it writes, such as a step of a matter. */
    public <T> T onceSeeing(Attempt attempt, Supplier<T> work, Function<T, UUID> id, Function<UUID, T> again) {
        return once(attempt, work, id, again, transaction::seeing);
    }

    private <T> T once(
            Attempt attempt,
            Supplier<T> work,
            Function<T, UUID> id,
            Function<UUID, T> again,
            Function<Supplier<T>, T> transacted) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("It could not be undone within another transaction");
        }
        if (attempt.key() == null) {
            return transacted.apply(work);
        }
        try {
            return transacted.apply(() -> {
                var made = work.get();
                remember(attempt, id.apply(made));
                return made;
            });
        } catch (DuplicateKeyException e) {
            if (!isOurs(e)) {
                throw e;
            }
            var first = earlier(attempt).orElseThrow(() -> e);
            return again.apply(first);
        } catch (ProblemException refused) {
            // what the first one used up (a photo can be attached once) is refused before the key is
            var first = earlier(attempt).orElseThrow(() -> refused);
            return again.apply(first);
        }
    }

    /** What an earlier attempt made; for those who must know before they begin. */
    public Optional<UUID> earlier(Attempt attempt) {
        return database.sql("""
                        select operation, encode(body, 'hex') as body, resource from settings.idempotency_key
                        where caller = ? and key = ?""")
                .params(Arrays.asList(attempt.caller(), attempt.key()))
                .query(First.class)
                .optional()
                .map(first -> first.sameAs(attempt));
    }

    private void remember(Attempt attempt, UUID resource) {
        writes.add(
                """
                insert into settings.idempotency_key (caller, key, operation, body, resource, at)
                values (?, ?, ?, decode(?, 'hex'), ?, ?)""",
                attempt.caller(),
                Objects.requireNonNull(attempt.key()),
                attempt.operation(),
                attempt.body(),
                resource,
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Forgets what nobody will send again. Tells how many keys there were. */
    int forgetOld() {
        return database.sql("delete from settings.idempotency_key where at < ?")
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static boolean isOurs(DuplicateKeyException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
                return PRIMARY_KEY.equals(sql.getServerErrorMessage().getConstraint());
            }
        }
        return false;
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record First(String operation, String body, UUID resource) {

        UUID sameAs(Attempt attempt) {
            if (!operation.equals(attempt.operation()) || !body.equals(attempt.body())) {
                throw IDEMPOTENCY_KEY_REUSED.with();
            }
            return resource;
        }
    }
}
