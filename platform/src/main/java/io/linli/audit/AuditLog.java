package io.linli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.audit.AuditRecord.Written;
import io.linli.journal.Epoch;
import io.linli.privacy.AccessLog;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.ActLog;
import io.linli.settings.Acting;
import io.linli.settings.Acting.Actor;
import io.linli.settings.Ids;
import io.linli.settings.Writes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Writes each act down, together with the act itself and with the transaction's other writes. */
@Component
class AuditLog implements ActLog, AccessLog {

    static final String LOOK = "look";
    static final String PERSON = "audit.person";
    static final String NETWORK = "audit.network";
    static final String ACT = "audit.act";
    static final String REASON = "audit.reason";

    private static final int MAC = 16; // 128 bits cannot be guessed
    private static final int NETWORK_DIGEST = 8; // tells networks apart, no more

    private static final int MOST_OBJECTS = 500;
    private static final int LONGEST = 200;
    private static final int LONGEST_REASON = 1_000;
    private static final int SALT = 16;
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String REQUEST = AuditLog.class.getName();

    private static final String INSERT = """
            insert into audit.record (epoch, id, at, account, role, unit, area, action, outcome, kind, objects, code,
                persons, network, request, reason, mac)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Writes writes;
    private final Vault vault;
    private final Epoch epoch;
    private final ObjectProvider<Acting> acting;
    private final TransactionTemplate apart;
    private final String root;
    private final Clock clock;

    AuditLog(
            Writes writes,
            Vault vault,
            Epoch epoch,
            ObjectProvider<Acting> acting,
            PlatformTransactionManager transactions,
            @Value("${linli.territory.root}") String root,
            Clock clock) {
        this.writes = writes;
        this.vault = vault;
        this.epoch = epoch;
        this.acting = acting;
        this.root = root;
        this.clock = clock;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW); // of one that only reads, too
    }

    @Override
    public void looked(String viewer, String kind, Collection<String> subjects, String reason) {
        looked(viewer, kind, subjects, List.of(), reason);
    }

    @Override
    public void looked(
            String viewer, String kind, Collection<String> subjects, Collection<String> persons, String reason) {
        did(Act.of(LOOK).by(viewer).on(kind, subjects).concerning(persons).because(reason));
    }

    @Override
    public void did(Act act) {
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            write(act);
        } else {
            apart.executeWithoutResult(status -> write(act));
        }
    }

    byte[] person(String opaque) {
        return vault.blindIndex(PERSON, opaque);
    }

    String network(String network) {
        return HEX.formatHex(vault.blindIndex(NETWORK, network), 0, NETWORK_DIGEST);
    }

    String mac(Written written) {
        return HEX.formatHex(vault.mac(ACT, written.toBytes()), 0, MAC);
    }

    private void write(Act act) {
        var objects = act.objects();
        int from = 0;
        do { // more ids than one row should hold go into several
            int to = Math.min(from + MOST_OBJECTS, objects.size());
            write(act, objects.subList(from, to));
            from = to;
        } while (from < objects.size());
    }

    private void write(Act act, List<String> objects) {
        // at a sign-in the one who acts is not yet, or no longer, the caller of the request
        var who = Optional.ofNullable(acting.getIfAvailable())
                .flatMap(Acting::now)
                .filter(actor -> act.account() == null || act.account().equals(actor.account()));
        var where = Optional.ofNullable(acting.getIfAvailable()).flatMap(Acting::network);
        var salt = act.reason() == null ? null : salt();
        var words = first(act.reason(), LONGEST_REASON);
        var written = new Written(
                Ids.next(),
                clock.instant(),
                account(act, who),
                who.map(Actor::role).orElse(null),
                who.map(Actor::unit).orElse(null),
                who.map(Actor::area).orElse(root),
                act.action(),
                act.outcome().name(),
                act.kind(),
                objects.stream().map(id -> String.valueOf(first(id, LONGEST))).toList(),
                first(act.code(), LONGEST),
                act.persons().stream().map(this::person).toList(),
                where.map(this::network).orElse(null),
                request(),
                salt == null || words == null ? null : digest(salt, words));
        writes.add(
                INSERT,
                epoch.current(),
                written.id(),
                written.at().atOffset(ZoneOffset.UTC),
                written.account(),
                written.role(),
                written.unit(),
                written.area(),
                written.action(),
                written.outcome(),
                written.kind(),
                written.objects().toArray(String[]::new),
                written.code(),
                written.persons().toArray(byte[][]::new),
                bytes(written.network()),
                written.request(),
                bytes(written.reason()),
                bytes(mac(written)));
        if (salt != null && words != null) {
            writes.add(
                    "insert into audit.reason (record, salt, sealed) values (?, ?, ?)",
                    written.id(),
                    salt,
                    vault.seal(REASON, words));
        }
    }

    static String digest(byte[] salt, String words) {
        return HEX.formatHex(Merkle.sha256(salt, words.getBytes(UTF_8)));
    }

    private static @Nullable UUID account(Act act, Optional<Actor> who) {
        var named = act.account() == null ? who.map(Actor::account).orElse(null) : act.account();
        return named == null ? null : UUID.fromString(named);
    }

    /** The same for all that one request did. */
    private static @Nullable UUID request() {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return null;
        }
        var known = (UUID) request.getAttribute(REQUEST, RequestAttributes.SCOPE_REQUEST);
        if (known != null) {
            return known;
        }
        var id = Ids.untimed();
        request.setAttribute(REQUEST, id, RequestAttributes.SCOPE_REQUEST);
        return id;
    }

    private static byte @Nullable [] bytes(@Nullable String hex) {
        return hex == null ? null : HEX.parseHex(hex);
    }

    private static byte[] salt() {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    private static @Nullable String first(@Nullable String text, int most) {
        if (text == null || text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most));
    }
}
