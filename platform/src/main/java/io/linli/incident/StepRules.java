package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ABOUT_YOU;
import static io.linli.incident.IncidentProblem.INCIDENT_ALREADY_RATED;
import static io.linli.incident.IncidentProblem.INCIDENT_CATEGORY_SETTLED;
import static io.linli.incident.IncidentProblem.INCIDENT_DISPATCH_BINDS;
import static io.linli.incident.IncidentProblem.INCIDENT_HELD_BY_ANOTHER;
import static io.linli.incident.IncidentProblem.INCIDENT_INSPECTED_BY_HANDLER;
import static io.linli.incident.IncidentProblem.INCIDENT_NOTHING_TO_FOLLOW_UP;
import static io.linli.incident.IncidentProblem.INCIDENT_NOT_CONFIDENTIAL;
import static io.linli.incident.IncidentProblem.INCIDENT_NOT_SAMPLED;
import static io.linli.incident.IncidentProblem.INCIDENT_NOT_TO_BE_URGED;
import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;
import static io.linli.incident.IncidentProblem.INCIDENT_OWN_CLOCK;
import static io.linli.incident.IncidentProblem.INCIDENT_PLACE_KNOWN;
import static io.linli.incident.IncidentProblem.INCIDENT_REPORTED_BY_ANOTHER;
import static io.linli.incident.IncidentProblem.INCIDENT_REVIEWED_ABOVE;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_ALLOWED;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;
import static io.linli.incident.IncidentProblem.INCIDENT_URGED_FROM_ABOVE;
import static io.linli.incident.IncidentProblem.INCIDENT_WITHOUT_CLOCK;
import static io.linli.incident.IncidentStatus.CLOSED;
import static io.linli.incident.IncidentStatus.DISPATCHED;
import static io.linli.incident.IncidentStatus.FILED;
import static io.linli.incident.IncidentStatus.HANDLING;
import static io.linli.incident.IncidentStatus.MERGED;
import static io.linli.incident.IncidentStatus.OBJECTED;
import static io.linli.incident.IncidentStatus.REJECTED;
import static io.linli.incident.IncidentStatus.REOPENED;
import static io.linli.incident.IncidentStatus.REPORTED;
import static io.linli.incident.IncidentStatus.REWORK;
import static io.linli.incident.IncidentStatus.UNSOLVABLE;
import static io.linli.incident.IncidentStatus.VERIFYING;
import static io.linli.incident.IncidentStatus.WITHDRAWN;

import io.linli.identity.Caller;
import io.linli.problem.ProblemException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Who may take which step now: what the page offers and what the server refuses come from here. */
final class StepRules {

    /** Nobody has yet said that it is done, as the kind that it is of, and its clock does not stand. */
    private static final Set<IncidentStatus> STILL_TO_BE_DONE =
            EnumSet.of(REPORTED, VERIFYING, FILED, DISPATCHED, OBJECTED, HANDLING, REWORK, REOPENED);

    private StepRules() {}

    /** More time is decided where it was asked for, and is no step that is offered by itself. */
    static List<IncidentStep> open(Incident incident, Standing standing) {
        return Arrays.stream(IncidentStep.values())
                .filter(step -> step != IncidentStep.REPORT
                        && step != IncidentStep.EXTEND
                        && step != IncidentStep.REFUSE_EXTENSION)
                .filter(step -> refusal(incident, step, standing).isEmpty())
                .toList();
    }

    static Optional<ProblemException> refusal(Incident incident, IncidentStep step, Standing standing) {
        var permission = permission(step);
        if (permission != null && !standing.caller().may(permission)) {
            return Optional.of(INCIDENT_STEP_NOT_PERMITTED.with(permission));
        }
        if (!fits(incident, step)) {
            return Optional.of(
                    switch (step) {
                        case RECATEGORISE ->
                            INCIDENT_CATEGORY_SETTLED.with(word(incident.status()), words(STILL_TO_BE_DONE));
                        case URGE -> INCIDENT_NOT_TO_BE_URGED.with(word(incident.status()));
                        default -> notAllowed(incident.status());
                    });
        }
        return Stream.of(
                        who(incident, step, standing),
                        permission != null && isAbout(incident, standing.caller()) ? INCIDENT_ABOUT_YOU.with() : null,
                        what(incident, step))
                .filter(Objects::nonNull)
                .findFirst();
    }

    static void check(Incident incident, IncidentStep step, Standing standing) {
        refusal(incident, step, standing).ifPresent(refused -> {
            throw refused;
        });
    }

    /** Why the three questions cannot be answered now, whoever asks. */
    static Optional<ProblemException> unratable(Incident incident) {
        return fits(incident, IncidentStep.RATE)
                ? Optional.ofNullable(what(incident, IncidentStep.RATE))
                : Optional.of(notAllowed(incident.status()));
    }

    static ProblemException notAllowed(IncidentStatus status) {
        return INCIDENT_STEP_NOT_ALLOWED.with(word(status), words(status.next()));
    }

    private static MessageSourceResolvable words(Collection<IncidentStatus> all) {
        return all.stream()
                .<MessageSourceResolvable>map(StepRules::word)
                .reduce((one, other) ->
                        new DefaultMessageSourceResolvable(new String[] {"incident.or"}, new Object[] {one, other}))
                .orElseGet(() -> new DefaultMessageSourceResolvable("incident.status.none"));
    }

    private static MessageSourceResolvable word(IncidentStatus status) {
        return new DefaultMessageSourceResolvable("incident.status." + status.name());
    }

    private static @Nullable String permission(IncidentStep step) {
        return switch (step) {
            case FILE, REJECT, PLACE, VERIFY, MERGE -> IncidentPermissions.FILE;
            case DISPATCH, REVIEW -> IncidentPermissions.DISPATCH;
            case TAKE, FEEDBACK, OBJECT -> IncidentPermissions.HANDLE;
            case INSPECT, CHECK, FOLLOW_UP -> IncidentPermissions.INSPECT;
            case CALL_BACK -> IncidentPermissions.CALL_BACK;
            case DISCLOSE -> IncidentPermissions.DISCLOSE;
            case SUSPEND, RESUME -> IncidentPermissions.SUSPEND;
            case ADVANCE, ASK_EXTENSION -> IncidentPermissions.HANDLE;
            case EXTEND, REFUSE_EXTENSION -> IncidentPermissions.EXTEND;
            case URGE -> IncidentPermissions.URGE;
            case REPORT, WITHDRAW, RATE -> null; // the reporter's own
            case REOPEN -> null; // theirs too, or by review
            case RECATEGORISE -> null; // whoever has it, or looks after it
            case HAND_OVER, DECLINE_DISCLOSURE, ESCALATE, RESCHEDULE, RELOCATE, JOIN -> null;
        };
    }

    private static boolean fits(Incident incident, IncidentStep step) {
        var status = incident.status();
        return switch (step) {
            case REPORT, HAND_OVER, DECLINE_DISCLOSURE, ESCALATE, RESCHEDULE, RELOCATE, JOIN -> false;
            case FILE -> status.next().contains(FILED);
            case REJECT -> status.next().contains(REJECTED);
            // an objection is decided, with its reason, and not passed over
            case DISPATCH -> status.next().contains(DISPATCHED) && status != OBJECTED;
            case TAKE ->
                status == REPORTED
                        || status == VERIFYING
                        || status == FILED
                        || status == DISPATCHED
                        || status == REWORK
                        // who had it left in the middle of it, or is too late with it
                        || (status == HANDLING
                                && (incident.progress().holder().account() == null
                                        || incident.progress().course().level() != null));
            case FEEDBACK -> status.next().contains(IncidentStatus.FEEDBACK);
            case INSPECT -> status == IncidentStatus.FEEDBACK || status == IncidentStatus.INSPECTING;
            case PLACE -> status.isOpen();
            case WITHDRAW -> status.next().contains(WITHDRAWN);
            case RATE, CALL_BACK, FOLLOW_UP -> status == CLOSED || status == UNSOLVABLE;
            case CHECK -> status == CLOSED;
            case VERIFY -> status.next().contains(VERIFYING);
            case MERGE -> status.next().contains(MERGED);
            case OBJECT -> status.next().contains(OBJECTED);
            case REVIEW -> status == OBJECTED;
            case REOPEN -> status.next().contains(REOPENED);
            case RECATEGORISE, URGE -> STILL_TO_BE_DONE.contains(status);
            case DISCLOSE -> true;
            case SUSPEND -> status.next().contains(IncidentStatus.SUSPENDED);
            case RESUME -> status == IncidentStatus.SUSPENDED;
            case ADVANCE, ASK_EXTENSION, EXTEND -> status == HANDLING;
            // what was asked for before it was done is answered all the same
            case REFUSE_EXTENSION -> status.isOpen();
        };
    }

    private static @Nullable ProblemException who(Incident incident, IncidentStep step, Standing standing) {
        var caller = standing.caller();
        var progress = incident.progress();
        return switch (step) {
            case TAKE ->
                holds(progress.holder(), caller) || isAtLevel(progress.course().level(), caller)
                        ? null
                        : INCIDENT_HELD_BY_ANOTHER.with();
            case SUSPEND, RESUME, EXTEND, REFUSE_EXTENSION -> {
                if (isFor(progress.holder(), caller)) {
                    yield INCIDENT_OWN_CLOCK.with();
                }
                yield standing.covers() ? null : INCIDENT_ON_OTHER_GROUND.with();
            }
            case FEEDBACK, ADVANCE, ASK_EXTENSION ->
                isFor(progress.holder(), caller) ? null : INCIDENT_HELD_BY_ANOTHER.with();
            case WITHDRAW, RATE ->
                caller.id().equals(incident.reported().owner()) ? null : INCIDENT_REPORTED_BY_ANOTHER.with();
            case INSPECT, CHECK, CALL_BACK, FOLLOW_UP -> {
                if (progress.handlers().contains(caller.id())) {
                    yield INCIDENT_INSPECTED_BY_HANDLER.with();
                }
                yield standing.covers() ? null : INCIDENT_ON_OTHER_GROUND.with();
            }
            case OBJECT -> holds(progress.holder(), caller) ? null : INCIDENT_HELD_BY_ANOTHER.with();
            case REVIEW -> {
                if (progress.turns().bound()) {
                    yield isAtLevel(progress.course().level(), caller) ? null : INCIDENT_REVIEWED_ABOVE.with();
                }
                yield standing.covers() ? null : INCIDENT_ON_OTHER_GROUND.with();
            }
            case REOPEN -> {
                boolean byReview =
                        standing.covers() && caller.may(IncidentPermissions.INSPECT) && !isAbout(incident, caller);
                yield byReview || caller.id().equals(incident.reported().owner())
                        ? null
                        : INCIDENT_REPORTED_BY_ANOTHER.with();
            }
            case RECATEGORISE -> {
                if (isAbout(incident, caller)) {
                    yield INCIDENT_ABOUT_YOU.with();
                }
                if (isDesk(standing)) {
                    yield null;
                }
                if (!caller.may(IncidentPermissions.HANDLE)) {
                    yield INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.FILE);
                }
                yield holds(progress.holder(), caller) ? null : INCIDENT_HELD_BY_ANOTHER.with();
            }
            case URGE -> {
                if (!standing.covers()) {
                    yield INCIDENT_ON_OTHER_GROUND.with();
                }
                yield isAbove(progress.holder(), caller) ? null : INCIDENT_URGED_FROM_ABOVE.with();
            }
            case FILE, REJECT, DISPATCH, PLACE, DISCLOSE, VERIFY, MERGE ->
                standing.covers() ? null : INCIDENT_ON_OTHER_GROUND.with();
            case REPORT, HAND_OVER, DECLINE_DISCLOSURE, ESCALATE, RESCHEDULE, RELOCATE, JOIN -> null;
        };
    }

    /** Who may say there what is filed, or look at what was done. */
    static boolean isDesk(Standing standing) {
        return standing.covers()
                && (standing.caller().may(IncidentPermissions.FILE)
                        || standing.caller().may(IncidentPermissions.INSPECT));
    }

    /** Whether they hold the post to which it went up. */
    static boolean isAtLevel(Course.@Nullable Level level, Caller caller) {
        return level != null
                && caller.posts().stream()
                        .anyMatch(post ->
                                post.role() == level.role() && post.area().equals(level.area()));
    }

    private static @Nullable ProblemException what(Incident incident, IncidentStep step) {
        return switch (step) {
            case PLACE -> incident.progress().placement().grid() == null ? null : INCIDENT_PLACE_KNOWN.with();
            case RATE, CALL_BACK -> incident.progress().rated() ? INCIDENT_ALREADY_RATED.with() : null;
            case FOLLOW_UP -> incident.progress().turns().followUp() ? null : INCIDENT_NOTHING_TO_FOLLOW_UP.with();
            case CHECK -> incident.progress().turns().sampled() ? null : INCIDENT_NOT_SAMPLED.with();
            case OBJECT -> incident.progress().turns().bound() ? INCIDENT_DISPATCH_BINDS.with() : null;
            case DISCLOSE ->
                incident.reported().privacy() == ReportPrivacy.CONFIDENTIAL ? null : INCIDENT_NOT_CONFIDENTIAL.with();
            case SUSPEND, ASK_EXTENSION, EXTEND, ADVANCE ->
                incident.progress().course().term() == null ? INCIDENT_WITHOUT_CLOCK.with() : null;
            default -> null;
        };
    }

    /** Whose turn it is: the person named, or anybody of the unit or post in whose queue it waits. */
    static boolean holds(Holder holder, Caller caller) {
        if (holder.account() != null) {
            return isFor(holder, caller);
        }
        return caller.posts().stream()
                .anyMatch(post -> holder.unit() != null
                        ? holder.unit().equals(post.unit())
                        : post.role() == holder.role() && post.area().equals(holder.area()));
    }

    /** A post on the ground around the holder's; a department's matters are looked after by each desk of the ground. */
    private static boolean isAbove(Holder holder, Caller caller) {
        var at = holder.area();
        return !holds(holder, caller)
                && caller.posts().stream()
                        .filter(post -> post.role().seesArea())
                        .anyMatch(post -> at == null
                                || (post.area().contains(at) && !post.area().equals(at)));
    }

    private static boolean isFor(Holder holder, Caller caller) {
        return holder.account() != null && caller.actsFor(holder.account());
    }

    /** Whether the report is about the caller or those above whom the caller stands not. */
    static boolean isAbout(Incident incident, Caller caller) {
        var hidden = incident.hiddenFrom();
        var about = incident.reported().about();
        var unit = about == null ? null : about.unit();
        return caller.posts().stream()
                .anyMatch(post -> (unit != null && unit.equals(post.unit()))
                        || (hidden != null && post.role().serves() && hidden.contains(post.area())));
    }
}
