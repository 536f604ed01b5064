package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells reporters what becomes of their reports, and those who have one to deal with that it is there. A moment after,
 * from the journal: a report waits for none of it. Of several steps at once only the last is told, and nothing that is
 * older than a day, so that a journal that is read from its start is no flood of old news.
 */
@Component
class IncidentNotices implements JournalReader {

    private static final Duration NEWS = Duration.ofDays(1);

    /** Nobody has begun yet; whoever took it by themselves needs no telling. */
    private static final Set<IncidentStatus> WAITING = EnumSet.of(
            IncidentStatus.REPORTED,
            IncidentStatus.VERIFYING,
            IncidentStatus.FILED,
            IncidentStatus.DISPATCHED,
            IncidentStatus.OBJECTED,
            IncidentStatus.REOPENED);

    /** Whom it concerns now. */
    private record Concerned(
            IncidentId id,
            String number,
            IncidentStatus status,
            AreaCode area,
            boolean urgent,
            boolean danger,
            @Nullable UUID reporter,
            Holder holder,
            Course.@Nullable Level level,
            @Nullable AreaCode hiddenFrom) {}

    private final JdbcClient database;
    private final Dispatch dispatch;
    private final Notices notices;
    private final Clock clock;

    IncidentNotices(JdbcClient database, Dispatch dispatch, Notices notices, Clock clock) {
        this.database = database;
        this.dispatch = dispatch;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "incident-notices";
    }

    @Override
    public boolean isWaitedFor() {
        return true;
    }

    @Override
    public void read(List<JournalEntry> entries) {
        var since = clock.instant().minus(NEWS);
        Map<IncidentId, IncidentEvent> steps = new LinkedHashMap<>();
        Map<IncidentId, IncidentEvent> tasks = new LinkedHashMap<>();
        var declined = new ArrayList<DisclosureDeclined>();
        Map<IncidentId, IncidentEvent> clocks = new LinkedHashMap<>();
        for (var entry : entries) {
            if (entry.at().isAfter(since)) {
                IncidentEvents.in(entry).ifPresent(event -> {
                    if (told(event) != null) {
                        steps.put(event.incident(), event);
                    }
                    if (event instanceof IncidentReported
                            || event instanceof IncidentDispatched
                            || event instanceof IncidentObjected
                            || event instanceof IncidentReopened
                            || event instanceof IncidentHandedOver
                            || isElsewhereByItsKind(event)) {
                        tasks.put(event.incident(), event);
                    }
                    if (event instanceof IncidentTaken) {
                        tasks.computeIfPresent(
                                event.incident(), (id, task) -> task instanceof IncidentRecategorised ? null : task);
                    }
                    if (event instanceof DisclosureDeclined no) {
                        declined.add(no);
                    }
                    if (ofClock(event) != null) {
                        clocks.put(event.incident(), event);
                    }
                });
            }
        }
        var news = new ArrayList<Notice>();
        for (var concerned : concerned(Stream.of(steps, tasks, clocks).flatMap(each -> each.keySet().stream()))) {
            var step = steps.get(concerned.id());
            var task = tasks.get(concerned.id());
            var time = clocks.get(concerned.id());
            if (time != null && concerned.status().isOpen()) {
                ofTime(concerned, time, news);
            }
            if (step != null) {
                toReporter(concerned, step, news);
            }
            // who has it by its new kind has not begun, wherever it stands
            if (task != null
                    && (WAITING.contains(concerned.status())
                            || (task instanceof IncidentRecategorised
                                    && concerned.status().isOpen()))) {
                toHolders(concerned, task, news);
            }
        }
        toReportersOfTheSame(steps, news);
        toFollowers(steps, news);
        toAskers(declined, news);
        notices.send(news);
    }

    private static boolean isElsewhereByItsKind(IncidentEvent event) {
        return event instanceof IncidentRecategorised changed
                && !(Objects.equals(changed.before().unit(), changed.now().unit())
                        && changed.before().holder() == changed.now().holder());
    }

    /** Who reported the same thing is told of it as of their own: of what is merged, that is where it goes on. */
    private void toReportersOfTheSame(Map<IncidentId, IncidentEvent> steps, List<Notice> news) {
        if (steps.isEmpty()) {
            return;
        }
        database.sql("""
                        select id, number, owner, merged_into from incident.incident
                        where merged_into = any (?::uuid[]) and owner is not null and source <> 'FEDERATION'""").param(Incidents.array(steps.keySet())).query(row -> {
            var step = steps.get(new IncidentId(row.getObject("merged_into", UUID.class)));
            var template = step == null ? null : told(step);
            if (step != null && template != null) {
                var id = new IncidentId(row.getObject("id", UUID.class));
                var key = template.replaceFirst("/.*", "") + ":" + id + ":"
                        + step.at().toEpochMilli();
                news.add(new Notice(
                        row.getObject("owner", UUID.class),
                        key,
                        template,
                        List.of(row.getString("number")),
                        id.matter(),
                        false));
            }
        });
    }

    /** Who follows it is told how it goes on, and nothing that a reporter alone may know. */
    private void toFollowers(Map<IncidentId, IncidentEvent> steps, List<Notice> news) {
        if (steps.isEmpty()) {
            return;
        }
        database.sql("select incident, account from incident.follower where incident = any (?::uuid[])")
                .param(Incidents.array(steps.keySet()))
                .query(row -> {
                    var id = new IncidentId(row.getObject("incident", UUID.class));
                    var step = steps.get(id);
                    var template = step == null ? null : followed(step);
                    if (step != null && template != null) {
                        var key = template.replaceFirst("/.*", "") + ":" + id + ":"
                                + step.at().toEpochMilli();
                        var account = row.getObject("account", UUID.class);
                        news.add(new Notice(account, key, template, List.of(), "followed:" + id, false));
                    }
                });
    }

    private static @Nullable String followed(IncidentEvent event) {
        return switch (event) {
            case IncidentDispatched unused -> "incident-followed-dispatched/1";
            case IncidentAnswered unused -> "incident-followed-handled/1";
            case IncidentClosed unused -> "incident-followed-closed/1";
            case IncidentReopened unused -> "incident-followed-reopened/1";
            case IncidentRejected unused -> "incident-followed-ended/1";
            case IncidentMerged unused -> "incident-followed-ended/1";
            case IncidentInspected inspected ->
                inspected.result() == InspectionResult.UNSOLVABLE ? "incident-followed-ended/1" : null;
            default -> null;
        };
    }

    /** Whoever asked to open a reporter learns that it stays closed; why stands in the timeline. */
    private void toAskers(List<DisclosureDeclined> declined, List<Notice> news) {
        if (declined.isEmpty()) {
            return;
        }
        var requests = declined.stream().map(DisclosureDeclined::disclosure).toList();
        Map<UUID, UUID> askers = new HashMap<>();
        database.sql("select id, asked_by from incident.disclosure where id = any (?::uuid[])")
                .param(Incidents.array(requests))
                .query(row -> {
                    askers.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        for (var no : declined) {
            var asker = askers.get(no.disclosure());
            if (asker != null) {
                news.add(new Notice(
                        asker,
                        "disclosure-declined:" + no.disclosure(),
                        "incident-disclosure-declined/1",
                        List.of(no.now().number()),
                        no.incident().matter(),
                        false));
            }
        }
    }

    /** The text for the reporter; null when it is none of their concern. */
    private static @Nullable String told(IncidentEvent event) {
        return switch (event) {
            case IncidentDispatched unused -> "incident-dispatched/1";
            case IncidentAnswered unused -> "incident-handled/1";
            case IncidentClosed unused -> "incident-closed/1";
            case IncidentRejected unused -> "incident-rejected/1";
            case IncidentInspected inspected ->
                inspected.result() == InspectionResult.UNSOLVABLE ? "incident-unsolvable/1" : null;
            case IncidentReported unused -> null;
            case IncidentFiled unused -> null;
            case IncidentWithdrawn unused -> null;
            case IncidentPlaced unused -> null;
            case IncidentRecategorised unused -> null;
            case IncidentRelocated unused -> null;
            case IncidentTaken unused -> null;
            case IncidentHandedOver unused -> null;
            case IncidentRated unused -> null;
            case ReporterDisclosed unused -> null;
            case DisclosureDeclined unused -> null;
            case IncidentSuspended unused -> null;
            case IncidentResumed unused -> null;
            case IncidentAdvanced unused -> null;
            case IncidentExtensionAsked unused -> null;
            case IncidentExtended unused -> null;
            case IncidentExtensionRefused unused -> null;
            case IncidentWarned unused -> null;
            case IncidentEscalated unused -> null;
            case IncidentRescheduled unused -> null;
            case IncidentMerged unused -> "incident-merged/1";
            case IncidentReopened unused -> "incident-reopened/1";
            case IncidentFollowedUp unused -> "incident-followed-up/1";
            case IncidentVerified unused -> null;
            case IncidentObjected unused -> null;
            case IncidentJoined unused -> null;
            case IncidentChecked unused -> null;
            case IncidentCalledBack unused -> null;
            case IncidentRolledUp unused -> null;
            case IncidentUrged unused -> null;
        };
    }

    /** The text for those who have it, or who look after it; null when its clock is not concerned. */
    private static @Nullable String ofClock(IncidentEvent event) {
        return switch (event) {
            case IncidentWarned warned ->
                warned.colour() == WarningColour.YELLOW ? "incident-warning-yellow/1" : "incident-warning-red/1";
            case IncidentEscalated unused -> "incident-escalated/1";
            case IncidentExtensionAsked unused -> "incident-extension-asked/1";
            case IncidentExtended unused -> "incident-extended/1";
            case IncidentExtensionRefused unused -> "incident-extension-refused/1";
            case IncidentSuspended unused -> "incident-suspended/1";
            case IncidentResumed unused -> "incident-resumed/1";
            case IncidentRescheduled unused -> "incident-rescheduled/1";
            default -> null;
        };
    }

    /** Whoever has it; of what went up or is to be decided, the post above as well. */
    private void ofTime(Concerned concerned, IncidentEvent event, List<Notice> news) {
        var template = ofClock(event);
        if (template == null) {
            return;
        }
        var level = concerned.level();
        var above = event instanceof IncidentExtensionAsked
                ? dispatch.superior(concerned.holder(), null, concerned.area(), concerned.hiddenFrom()).stream()
                : event instanceof IncidentEscalated && level != null
                        ? Stream.of(Holder.post(level.role(), level.area()))
                        : Stream.<Holder>empty();
        var holder = event instanceof IncidentExtensionAsked ? Stream.<Holder>empty() : Stream.of(concerned.holder());
        boolean urgent = concerned.urgent()
                || event instanceof IncidentEscalated
                || (event instanceof IncidentWarned warned && warned.colour() == WarningColour.RED);
        Stream.concat(holder, above)
                .flatMap(one -> dispatch.people(one).stream())
                .map(AccountId::id)
                .distinct()
                .filter(account -> !account.equals(concerned.reporter()))
                .limit(Dispatch.MOST_OF_A_QUEUE)
                .forEach(account -> news.add(notice(account, template, concerned, event, urgent)));
    }

    // a machine has no inbox that anybody looks into
    private static void toReporter(Concerned concerned, IncidentEvent step, List<Notice> news) {
        var template = told(step);
        if (template != null && concerned.reporter() != null && step.now().source() != IncidentSource.FEDERATION) {
            news.add(notice(concerned.reporter(), template, concerned, step, false));
        }
    }

    private void toHolders(Concerned concerned, IncidentEvent task, List<Notice> news) {
        var onDuty = concerned.danger() && task instanceof IncidentReported
                ? IncidentTasks.onDuty(concerned.area(), concerned.hiddenFrom()).stream()
                : Stream.<Holder>empty();
        Stream.concat(Stream.of(concerned.holder()), onDuty)
                .flatMap(one -> dispatch.people(one).stream())
                .map(AccountId::id)
                .distinct()
                .filter(account -> !account.equals(concerned.reporter()))
                .limit(Dispatch.MOST_OF_A_QUEUE)
                .forEach(account -> news.add(notice(account, "incident-task/1", concerned, task, concerned.urgent())));
    }

    private static Notice notice(
            UUID account, String template, Concerned concerned, IncidentEvent event, boolean urgent) {
        var key = template.replaceFirst("/.*", "") + ":" + concerned.id() + ":"
                + event.at().toEpochMilli();
        return new Notice(
                account,
                key,
                template,
                List.of(concerned.number()),
                concerned.id().matter(),
                urgent);
    }

    private List<Concerned> concerned(Stream<IncidentId> some) {
        var ids = some.map(IncidentId::toString).distinct().toList();
        return ids.isEmpty()
                ? List.of()
                : database.sql("""
                        select id, number, status, area, urgent, danger, owner, assignee, unit, holder_role, holder_area,
                            level_role, level_area, hidden_from
                        from incident.incident where id = any (?::uuid[]) order by id""")
                        .param(Incidents.array(ids))
                        .query((row, n) -> concerned(row))
                        .list();
    }

    private static Concerned concerned(ResultSet row) throws SQLException {
        var assignee = row.getObject("assignee", UUID.class);
        var unit = row.getString("unit");
        var role = row.getString("holder_role");
        var level = row.getString("level_role");
        var levelArea = area(row, "level_area");
        return new Concerned(
                new IncidentId(row.getObject("id", UUID.class)),
                row.getString("number"),
                IncidentStatus.valueOf(row.getString("status")),
                new AreaCode(row.getString("area")),
                row.getBoolean("urgent"),
                row.getBoolean("danger"),
                row.getObject("owner", UUID.class),
                new Holder(
                        assignee == null ? null : new AccountId(assignee),
                        unit == null ? null : new OrgUnitId(unit),
                        role == null ? null : Role.valueOf(role),
                        area(row, "holder_area")),
                level == null || levelArea == null ? null : new Course.Level(Role.valueOf(level), levelArea),
                area(row, "hidden_from"));
    }

    private static @Nullable AreaCode area(ResultSet row, String column) throws SQLException {
        var code = row.getString(column);
        return code == null ? null : new AreaCode(code);
    }
}
