package io.linli.dataprotection;

import static io.linli.dataprotection.DataProtectionProblem.HOLD_UNCLEAR;
import static io.linli.dataprotection.DataProtectionProblem.HOLD_UNKNOWN;
import static io.linli.dataprotection.DataProtectionProblem.RETENTION_KIND_UNKNOWN;
import static io.linli.dataprotection.DataProtectionProblem.RETENTION_TOO_SHORT;

import io.linli.identity.Caller;
import io.linli.privacy.Retained;
import io.linli.privacy.Retained.Holds;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long each kind is kept, and what must not be erased for now. A period has a source: a law, or the operator's own
 * decision; without one nothing is erased. A new period does nothing until a dry run has shown what it would do.
 */
@Service
@Transactional
public class RetentionRules {

    private static final String REASON = "dataprotection.hold";

    private final List<Retained> kinds;
    private final JdbcClient database;
    private final Vault vault;
    private final Texts texts;
    private final Acts acts;
    private final Clock clock;

    RetentionRules(List<Retained> kinds, JdbcClient database, Vault vault, Texts texts, Acts acts, Clock clock) {
        this.kinds = kinds.stream().sorted(Comparator.comparing(Retained::kind)).toList();
        this.database = database;
        this.vault = vault;
        this.texts = texts;
        this.acts = acts;
        this.clock = clock;
    }

    /** One that is in force. */
    record Rule(String kind, int days, String source, boolean tried) {}

    /**
     * One as it is shown.
     *
     * @param days null while none is set; then nothing of the kind is erased
     * @param tried whether a dry run has shown what it does
     * @param least fewer days nobody can set, as {@code law} says
     */
    public record View(
            String kind,
            String what,
            @Nullable Integer days,
            @Nullable String source,
            boolean tried,
            @Nullable Integer least,
            @Nullable String law) {}

    /** One hold: of a kind, or of what concerns an account, a person or a matter. */
    public record Hold(
            UUID id, @Nullable String kind, @Nullable UUID subject, String reason, Instant setAt) {}

    public record Overview(List<View> rules, List<Hold> holds) {}

    @Transactional(readOnly = true)
    public Overview overview() {
        var rules = inForce().stream().collect(Collectors.toMap(Rule::kind, rule -> rule));
        var views = kinds.stream()
                .map(kind -> {
                    var rule = rules.get(kind.kind());
                    var least = kind.least();
                    return new View(
                            kind.kind(),
                            texts.say("retained." + kind.kind()),
                            rule == null ? null : rule.days(),
                            rule == null ? null : texts.cited(rule.source()),
                            rule != null && rule.tried(),
                            least.map(Retained.Term::days).orElse(null),
                            least.map(term -> texts.cited(term.source())).orElse(null));
                })
                .toList();
        return new Overview(views, list());
    }

    List<Retained> kinds() {
        return kinds;
    }

    List<Rule> inForce() {
        var set = database
                .sql("""
                        select r.*, exists (
                            select from dataprotection.retention_line l join dataprotection.retention_run n on n.id = l.run
                            where l.kind = r.kind and l.refused is null and n.dry and n.started_at > r.set_at) tried
                        from dataprotection.retention_rule r""")
                .query((row, n) -> new Rule(
                        row.getString("kind"), row.getInt("days"), row.getString("source"), row.getBoolean("tried")))
                .list()
                .stream()
                .collect(Collectors.toMap(Rule::kind, rule -> rule));
        return kinds.stream()
                .map(kind -> Optional.ofNullable(set.get(kind.kind()))
                        .or(() -> kind.standard().map(term -> new Rule(kind.kind(), term.days(), term.source(), true)))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    public void set(String name, int days, String source, Caller caller) {
        var kind = kind(name);
        kind.least().filter(least -> days < least.days()).ifPresent(least -> {
            throw RETENTION_TOO_SHORT
                    .with(least.days(), texts.cited(least.source()))
                    .at("days");
        });
        database.sql("""
                insert into dataprotection.retention_rule (kind, days, source, set_by, set_at) values (?, ?, ?, ?, ?)
                on conflict (kind) do update set days = excluded.days, source = excluded.source,
                    set_by = excluded.set_by, set_at = excluded.set_at""")
                .params(name, days, source, caller.id().id(), Rows.at(clock.instant()))
                .update();
        acts.did(Act.of("retention.set").on("retention", name, days).because(source));
    }

    public Hold hold(@Nullable String name, @Nullable UUID subject, String reason, Caller caller) {
        if ((name == null) == (subject == null)) {
            throw HOLD_UNCLEAR.with().at("kind");
        }
        if (name != null) {
            kind(name);
        }
        var hold = new Hold(Ids.next(), name, subject, reason, clock.instant());
        database.sql("""
                insert into dataprotection.hold (id, kind, subject, reason, set_by, set_at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        hold.id(),
                        name,
                        subject,
                        vault.seal(REASON, reason),
                        caller.id().id(),
                        Rows.at(hold.setAt())))
                .update();
        acts.did(Act.of("retention.hold").on("hold", hold.id()).because(reason));
        return hold;
    }

    public void lift(UUID id, Caller caller) {
        int lifted = database.sql("""
                        update dataprotection.hold set lifted_by = ?, lifted_at = ? where id = ? and lifted_at is null""")
                .params(caller.id().id(), Rows.at(clock.instant()), id)
                .update();
        if (lifted == 0) {
            throw HOLD_UNKNOWN.with();
        }
        acts.did(Act.of("retention.lift").on("hold", id));
    }

    /** Those of which the whole kind is held. */
    Set<String> heldKinds() {
        return list().stream().map(Hold::kind).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    Holds holds() {
        return new Holds(
                list().stream().map(Hold::subject).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    private List<Hold> list() {
        return database.sql("select * from dataprotection.hold where lifted_at is null order by set_at, id")
                .query((row, n) -> hold(row))
                .list();
    }

    private Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                Rows.id(row, "id"),
                row.getString("kind"),
                row.getObject("subject", UUID.class),
                vault.open(REASON, row.getBytes("reason")),
                Rows.instant(row, "set_at"));
    }

    private Retained kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(name))
                .findFirst()
                .orElseThrow(() -> RETENTION_KIND_UNKNOWN.with(name).at("kind"));
    }
}
