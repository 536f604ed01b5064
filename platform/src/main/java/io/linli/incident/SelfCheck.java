package io.linli.incident;

import io.linli.calendar.WorkingCalendar;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.settings.Duties;
import io.linli.settings.Duty;
import io.linli.settings.SystemScope;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether what should happen by itself can happen: that every kind of matter is led somewhere, that what is late has
 * somewhere to go up to, that timers fire and days off are known. What is wrong stands on a page and, once a day, in the
 * inbox of the administrators.
 */
@Service
public class SelfCheck {

    private static final int FEW = 5;
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final int DAYS_AHEAD = 60;

    /** What can be wrong. */
    public enum Kind {
        CATEGORY_WITHOUT_ROUTE(false),
        CATEGORY_WITHOUT_LEAD(true),
        LEAD_WITHOUT_STAFF(true),
        POST_WITHOUT_HOLDER(false),
        CHAIN_WITHOUT_UPPER(true),
        TIMER_DEAD(true),
        TIMER_LATE(true),
        TIMER_MISSING(true),
        CALENDAR_ENDS(false);

        private final boolean alarm;

        Kind(boolean alarm) {
            this.alarm = alarm;
        }

        boolean isAlarm() {
            return alarm;
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param alarm something does not happen that should; else it happens otherwise than it might
     * @param codes of a few that it is about
     */
    public record Finding(Kind kind, boolean alarm, String text, long count, List<String> codes) {}

    public record Report(Instant at, List<Finding> findings) {}

    private record Found(Kind kind, long count, List<String> codes, String shown) {}

    private final Categories categories;
    private final DispatchCatalogue catalogue;
    private final Territory territory;
    private final Posts posts;
    private final Timers timers;
    private final WorkingCalendar calendar;
    private final Notices notices;
    private final JdbcClient database;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final MessageSource messages;
    private final Clock clock;
    private final boolean firesTimers;
    private final Instant begun;

    SelfCheck(
            Categories categories,
            DispatchCatalogue catalogue,
            Territory territory,
            Posts posts,
            Timers timers,
            WorkingCalendar calendar,
            Notices notices,
            JdbcClient database,
            SystemScope system,
            PlatformTransactionManager transactions,
            MessageSource messages,
            Duties duties,
            Clock clock) {
        this.categories = categories;
        this.catalogue = catalogue;
        this.territory = territory;
        this.posts = posts;
        this.timers = timers;
        this.calendar = calendar;
        this.notices = notices;
        this.database = database;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.messages = messages;
        this.clock = clock;
        this.firesTimers = duties.has(Duty.TIMERS);
        this.begun = clock.instant();
    }

    /** As it is at this moment, in the reader's language. */
    public Report look(Locale language) {
        return new Report(
                clock.instant(),
                all().stream()
                        .map(found -> new Finding(
                                found.kind(),
                                found.kind().isAlarm(),
                                messages.getMessage(
                                        "incident.check." + found.kind().name(),
                                        new Object[] {
                                            found.kind() == Kind.TIMER_DEAD || found.kind() == Kind.CALENDAR_ENDS
                                                    ? found.shown()
                                                    : found.count(),
                                            found.shown()
                                        },
                                        language),
                                found.count(),
                                found.codes()))
                        .toList());
    }

    /** Once a day, whichever instance comes first. */
    @Scheduled(cron = "${linli.incident.self-check:0 13 7 * * *}", zone = "Asia/Shanghai")
    void tell() {
        var found = all();
        if (found.isEmpty()) {
            return;
        }
        var key = "incident-check:" + Zone.dayOf(clock.instant());
        boolean alarm = found.stream().anyMatch(each -> each.kind().isAlarm());
        var news = posts.at(territory.root(), Role.ADMINISTRATOR).stream()
                .map(admin -> new Notice(
                        admin.account().id(),
                        key,
                        "incident-check/1",
                        List.of(String.valueOf(found.size())),
                        null,
                        alarm))
                .toList();
        system.run(() -> transaction.executeWithoutResult(status -> notices.send(news)));
    }

    private List<Found> all() {
        var found = new ArrayList<Found>();
        kinds(found);
        posts(found);
        timers(found);
        var until = calendar.publishedFrom(Zone.dayOf(clock.instant()));
        if (until.isBefore(Zone.dayOf(clock.instant()).plusDays(DAYS_AHEAD))) {
            found.add(new Found(Kind.CALENDAR_ENDS, 1, List.of(), until.toString()));
        }
        return found;
    }

    // a kind that others are part of says it for them; what it lacks is theirs
    private void kinds(List<Found> found) {
        var taxonomy = categories.taxonomy();
        var parents = taxonomy.kinds().stream()
                .filter(Taxonomy.Kind::open)
                .map(kind -> Taxonomy.parent(kind.code()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var leaves = taxonomy.kinds().stream()
                .filter(kind -> kind.open() && !parents.contains(kind.code()))
                .toList();
        var noRoute = leaves.stream()
                .filter(kind -> {
                    var upwards = taxonomy.upwards(kind.code());
                    return DispatchCatalogue.route(upwards).isEmpty()
                            && catalogue.unit(kind.code()).isEmpty();
                })
                .toList();
        add(found, Kind.CATEGORY_WITHOUT_ROUTE, noRoute);
        var noLead = leaves.stream()
                .filter(kind -> DispatchCatalogue.route(taxonomy.upwards(kind.code()))
                                .filter(Route.OWNER_FIRST::equals)
                                .isPresent()
                        && catalogue.unit(kind.code()).isEmpty())
                .toList();
        add(found, Kind.CATEGORY_WITHOUT_LEAD, noLead);
        var idle = catalogue.units().stream()
                .filter(unit -> posts.of(unit).isEmpty())
                .map(unit -> unit.id())
                .toList();
        if (!idle.isEmpty()) {
            found.add(new Found(Kind.LEAD_WITHOUT_STAFF, idle.size(), few(idle), String.join("、", few(idle))));
        }
    }

    private static void add(List<Found> found, Kind what, List<Taxonomy.Kind> kinds) {
        if (!kinds.isEmpty()) {
            found.add(new Found(
                    what,
                    kinds.size(),
                    few(kinds.stream().map(Taxonomy.Kind::code).toList()),
                    String.join(
                            "、",
                            few(kinds.stream().map(kind -> kind.is().name()).toList()))));
        }
    }

    private void posts(List<Found> found) {
        var vacant = new ArrayList<AreaCode>();
        var stuck = new ArrayList<AreaCode>();
        walk(territory.root(), false, vacant, stuck);
        areas(found, Kind.POST_WITHOUT_HOLDER, vacant);
        areas(found, Kind.CHAIN_WITHOUT_UPPER, stuck);
    }

    private void walk(AreaCode area, boolean above, List<AreaCode> vacant, List<AreaCode> stuck) {
        var role = Dispatch.intake(area.level());
        boolean held = role != null && !posts.at(area, role).isEmpty();
        if (role != null && !held) {
            vacant.add(area);
        }
        if (!area.equals(territory.root()) && !above) {
            stuck.add(area);
        }
        for (Area child : territory.children(area)) {
            walk(child.code(), above || held, vacant, stuck);
        }
    }

    private void areas(List<Found> found, Kind what, List<AreaCode> areas) {
        if (!areas.isEmpty()) {
            var first = areas.stream().limit(FEW).toList();
            found.add(new Found(
                    what,
                    areas.size(),
                    first.stream().map(AreaCode::code).toList(),
                    String.join(
                            "、",
                            first.stream()
                                    .map(area ->
                                            territory.find(area).map(Area::name).orElse(area.code()))
                                    .toList())));
        }
    }

    private void timers(List<Found> found) {
        var now = clock.instant();
        var last = timers.lastSweep();
        var since = last == null ? begun : last;
        // where others have that duty, what they leave undone shows as late
        if (firesTimers && since.plus(LATE).isBefore(now)) {
            found.add(new Found(Kind.TIMER_DEAD, 1, List.of(), since.toString()));
        }
        long late = count("select count(*) from incident.incident where next_at < ?", now.minus(LATE));
        if (late > 0) {
            found.add(new Found(Kind.TIMER_LATE, late, List.of(), ""));
        }
        long missing = count("""
                select count(*) from incident.incident
                where due_at > ? and term_clock is not null and next_at is null""", now);
        if (missing > 0) {
            found.add(new Found(Kind.TIMER_MISSING, missing, List.of(), ""));
        }
    }

    private long count(String sql, Instant at) {
        Long counted = system.call(() -> transaction.execute(status ->
                database.sql(sql).param(Incidents.at(at)).query(Long.class).single()));
        return counted == null ? 0 : counted;
    }

    private static List<String> few(List<String> all) {
        return all.stream().limit(FEW).toList();
    }
}
