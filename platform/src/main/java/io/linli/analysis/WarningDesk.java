package io.linli.analysis;

import static io.linli.analysis.AnalysisProblem.WARNING_OUTCOME_UNFIT;
import static io.linli.analysis.AnalysisProblem.WARNING_STEP_NOT_ALLOWED;
import static io.linli.analysis.AnalysisProblem.WARNING_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.privacy.Redaction;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do about a warning of their ground: look at it, act, close it with what came of it. */
@Service
@Transactional
public class WarningDesk {

    private final JdbcClient database;
    private final SignalInbox inbox;
    private final WarningTimes times;
    private final WarningTasks tasks;
    private final WarningTrail trail;
    private final Redaction redaction;
    private final Acts acts;
    private final Clock clock;

    WarningDesk(
            JdbcClient database,
            SignalInbox inbox,
            WarningTimes times,
            WarningTasks tasks,
            WarningTrail trail,
            Redaction redaction,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.inbox = inbox;
        this.times = times;
        this.tasks = tasks;
        this.trail = trail;
        this.redaction = redaction;
        this.acts = acts;
        this.clock = clock;
    }

    private record Standing(WarningStatus status, WarningLevel level) {}

    public WarningView acknowledge(Caller caller, UUID id, @Nullable String note) {
        return step(caller, id, WarningStatus.ACKNOWLEDGED, null, note);
    }

    public WarningView act(Caller caller, UUID id, @Nullable String note) {
        return step(caller, id, WarningStatus.ACTING, null, note);
    }

    public WarningView close(Caller caller, UUID id, WarningOutcome outcome, String note) {
        if (outcome == WarningOutcome.MUTED) {
            throw WARNING_OUTCOME_UNFIT.with().at("outcome"); // muting has an end of its own
        }
        return step(caller, id, WarningStatus.CLOSED, outcome, note);
    }

    private WarningView step(
            Caller caller, UUID id, WarningStatus to, @Nullable WarningOutcome outcome, @Nullable String note) {
        var before = lock(id);
        if (!before.status().next().contains(to)) {
            throw WARNING_STEP_NOT_ALLOWED.with(before.status(), to);
        }
        lead(caller, id, before, to, outcome, note);
        return inbox.warning(caller, id);
    }

    private void lead(
            Caller caller,
            UUID id,
            Standing before,
            WarningStatus to,
            @Nullable WarningOutcome outcome,
            @Nullable String note) {
        var now = clock.instant();
        boolean ends = to == WarningStatus.CLOSED;
        // from the first look on there is time to settle it; whoever looks and then acts gets no more of it
        Instant due = ends ? null : times.settleUntil(before.level(), now);
        database.sql("""
                        update analysis.warning set status = ?, outcome = ?, closed_at = ?,
                            due_at = case when ? then null when status = 'OPEN' then ? else due_at end
                        where id = ?""")
                .params(Arrays.asList(
                        to.name(),
                        outcome == null ? null : outcome.name(),
                        ends ? now.atOffset(ZoneOffset.UTC) : null,
                        ends,
                        due == null ? null : due.atOffset(ZoneOffset.UTC),
                        id))
                .update();
        var clean = note == null ? null : redaction.redact(note);
        var word = ends
                ? outcome == WarningOutcome.MUTED ? "mute" : "close"
                : to == WarningStatus.ACTING ? "act" : "acknowledge";
        trail.add(id, word, caller.id(), clean, to, now);
        acts.did(Act.of("warning." + word).on("warning", id).because(clean));
        if (ends) {
            tasks.finish(id, now);
        } else if (before.status() == WarningStatus.OPEN) {
            tasks.move(id, due);
        }
    }

    /** An open one ends since its topic is muted; a closed one stays as it is. */
    void mute(Caller caller, UUID id, String reason) {
        var before = lock(id);
        if (before.status() != WarningStatus.CLOSED) {
            lead(caller, id, before, WarningStatus.CLOSED, WarningOutcome.MUTED, reason);
        }
    }

    /** Row security hides what the caller may not see. */
    private Standing lock(UUID id) {
        return database.sql("select status, level from analysis.warning where id = ? for update")
                .param(id)
                .query((row, n) ->
                        new Standing(WarningStatus.valueOf(row.getString(1)), WarningLevel.valueOf(row.getString(2))))
                .optional()
                .orElseThrow(() -> WARNING_UNKNOWN.with(id));
    }
}
