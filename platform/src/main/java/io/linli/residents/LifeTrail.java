package io.linli.residents;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to a person or a household. Append-only; words that were typed are sealed. */
@Component
class LifeTrail {

    private final JdbcClient database;
    private final PersonalSeals seals;
    private final Acts acts;
    private final Clock clock;

    LifeTrail(JdbcClient database, PersonalSeals seals, Acts acts, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.acts = acts;
        this.clock = clock;
    }

    /** What was done to the subject. */
    enum Step {
        REGISTERED,
        CHANGED,
        BORN,
        MOVED,
        LEFT,
        RETURNED,
        DIED,
        JOINED,
        SPLIT,
        HEAD_CHANGED,
        TAGGED,
        UNTAGGED,
        CLAIMED
    }

    record Entry(
            Instant at,
            Step step,
            @Nullable UUID other,
            @Nullable UUID actor) {}

    void add(
            AreaCode area,
            UUID subject,
            Step step,
            @Nullable UUID other,
            @Nullable Caller caller,
            @Nullable String note) {
        put(area, subject, step, other, caller == null ? null : caller.id().id(), note);
        acts.did(Act.of("residents." + step.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .on("resident", subject));
    }

    /** For a list of many, which is one act. */
    void put(
            AreaCode area, UUID subject, Step step, @Nullable UUID other, @Nullable UUID actor, @Nullable String note) {
        database.sql("""
                insert into residents.trail (id, area, subject, step, other, actor, at, note)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        Ids.next(),
                        area.code(),
                        subject,
                        step.name(),
                        other,
                        actor,
                        Rows.at(clock.instant()),
                        seals.note(note)))
                .update();
    }

    List<Entry> of(UUID subject) {
        return database.sql("""
                        select at, step, other, actor from residents.trail where subject = ? order by at, id""")
                .param(subject)
                .query((row, n) -> new Entry(
                        Rows.instant(row, "at"),
                        Step.valueOf(row.getString("step")),
                        row.getObject("other", UUID.class),
                        row.getObject("actor", UUID.class)))
                .list();
    }
}
