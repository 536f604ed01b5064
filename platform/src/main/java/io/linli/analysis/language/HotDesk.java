package io.linli.analysis.language;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.incident.IncidentStatus;
import io.linli.incident.IncidentWords;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * 热点: what many reports of the last days speak of. It is kept up for each county and each street, and reckoned over the
 * whole ground for other times when somebody asks. Its name is made of the words of all its reports, so it is shown to
 * those who may see all of them.
 */
@Service
public class HotDesk {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration WINDOW = Duration.ofDays(60);
    private static final int MOST = 4_000;
    private static final int RANKED = 50;

    /** In a quiet street most of what is said may be about the one matter. */
    private static final int FEW = 100;

    /** What is kept up is of so many days. */
    private static final int DAYS = 30;

    private final Runs runs;
    private final HotBook book;
    private final IncidentWords words;
    private final ScopedQuery scoped;
    private final Acts acts;
    private final Clock clock;

    HotDesk(Runs runs, HotBook book, IncidentWords words, ScopedQuery scoped, Acts acts, Clock clock) {
        this.runs = runs;
        this.book = book;
        this.words = words;
        this.scoped = scoped;
        this.acts = acts;
        this.clock = clock;
    }

    /** @param reports how many were read */
    record Stored(int days, int reports, List<Found> issues) {}

    record Found(int rank, double heat, String place, String matter, List<UUID> members) {}

    /**
     * What is hot.
     *
     * @param running one that has not ended yet
     * @param at of when the list is, the oldest part of it; null when nothing was reckoned yet
     */
    public record Hot(@Nullable Run running, @Nullable Instant at, int days, int reports, List<Issue> items) {}

    /**
     * Something that many speak of.
     *
     * @param rose how many spoke of it on which day
     */
    public record Issue(int rank, double heat, String place, String matter, List<Day> rose, List<Member> members) {

        Issue ranked(int now) {
            return new Issue(now, heat, place, matter, rose, members);
        }
    }

    public record Day(LocalDate day, int reports) {}

    public record Member(UUID id, String number, Instant reportedAt, IncidentStatus status) {}

    public Run reckon(Caller caller, int days, String reason) {
        var run = runs.begin(Runs.Kind.HOT, caller, reason, () -> reckon(days));
        acts.did(Act.of("hot.reckon").on("run", run.id()).because(reason));
        return run;
    }

    Stored reckon(int days) {
        return reckon(days, words.reported(clock.instant().minus(Duration.ofDays(days)), MOST));
    }

    Stored reckon(AreaCode area) {
        return reckon(DAYS, words.reported(area, clock.instant().minus(Duration.ofDays(DAYS)), MOST));
    }

    private static Stored reckon(int days, List<IncidentWords.Worded> reported) {
        var posts = reported.stream()
                .map(one -> Post.of(
                        one.id().toString(),
                        LocalDateTime.ofInstant(one.reportedAt(), ZONE),
                        one.title(),
                        one.text(),
                        one.joined(),
                        0))
                .toList();
        var issues = new HotIssues(posts, WINDOW, FEW)
                .ranked(Integer.MAX_VALUE).stream()
                        .filter(issue -> issue.members().size() > 1)
                        .limit(RANKED)
                        .map(issue -> new Found(
                                issue.rank(),
                                issue.heat(),
                                issue.place(),
                                issue.matter(),
                                issue.members().stream().map(UUID::fromString).toList()))
                        .toList();
        return new Stored(days, posts.size(), issues);
    }

    /** As it is kept up: of an area, or of the caller's own ground. */
    public Hot hot(Caller caller, @Nullable AreaCode area) {
        var known = book.around(ground(caller).stream()
                .filter(own -> area == null || own.contains(area) || area.contains(own))
                .map(own -> area == null ? own : area)
                .toList());
        // what a county shows is not shown again by its streets
        var parts = known.stream()
                .filter(one -> known.stream()
                        .noneMatch(other ->
                                !other.area().equals(one.area()) && other.area().contains(one.area())))
                .toList();
        var found = parts.stream()
                .flatMap(part -> part.stored().issues().stream())
                .sorted(Comparator.comparingDouble(Found::heat).reversed())
                .toList();
        var items = new ArrayList<Issue>();
        for (var issue : seen(caller, found)) {
            if (items.size() < RANKED) {
                items.add(issue.ranked(items.size() + 1));
            }
        }
        return new Hot(
                null,
                parts.stream()
                        .map(HotBook.Known::at)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                DAYS,
                parts.stream().mapToInt(part -> part.stored().reports()).sum(),
                List.copyOf(items));
    }

    private static List<AreaCode> ground(Caller caller) {
        return caller.posts().stream()
                .filter(post -> post.role().seesArea())
                .map(post -> post.area()) // this package has a Post of its own
                .toList();
    }

    /** As somebody asked for it last. */
    public Hot asked(Caller caller) {
        var latest = runs.latest(Runs.Kind.HOT, 1);
        var running = latest.isEmpty() || latest.getFirst().run().state() == Run.State.DONE
                ? null
                : latest.getFirst().run();
        var done = runs.done(Runs.Kind.HOT).orElse(null);
        var stored = done == null ? null : done.as(Stored.class);
        if (done == null || stored == null) {
            return new Hot(running, null, 0, 0, List.of());
        }
        var items = seen(caller, stored.issues());
        return new Hot(running, done.run().endedAt(), stored.days(), stored.reports(), items);
    }

    /** Those all of whose reports the caller may see. */
    private List<Issue> seen(Caller caller, List<Found> issues) {
        var seen = members(
                caller,
                issues.stream().map(Found::members).flatMap(Collection::stream).toList());
        return issues.stream()
                .filter(found -> found.members().stream().allMatch(seen::containsKey))
                .map(found -> issue(found, seen))
                .toList();
    }

    private static Issue issue(Found found, Map<UUID, Member> seen) {
        var members = found.members().stream()
                .map(id -> Objects.requireNonNull(seen.get(id)))
                .sorted(Comparator.comparing(Member::reportedAt))
                .toList();
        var days = new TreeMap<LocalDate, Integer>();
        members.forEach(member -> days.merge(LocalDate.ofInstant(member.reportedAt(), ZONE), 1, Integer::sum));
        return new Issue(
                found.rank(),
                found.heat(),
                found.place(),
                found.matter(),
                days.entrySet().stream()
                        .map(day -> new Day(day.getKey(), day.getValue()))
                        .toList(),
                members);
    }

    private Map<UUID, Member> members(Caller caller, List<UUID> ids) {
        var seen = new HashMap<UUID, Member>();
        scoped.from(caller, "analysis.likeness l")
                .select("l.incident, l.number, l.reported_at, l.status")
                .and("l.incident = any (?)", (Object) ids.toArray(UUID[]::new))
                .list((row, n) -> member(row))
                .forEach(member -> seen.put(member.id(), member));
        return seen;
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getObject("incident", UUID.class),
                row.getString("number"),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                IncidentStatus.valueOf(row.getString("status")));
    }
}
