package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.PATROL_ENDED;
import static io.linli.tasking.TaskingProblem.PATROL_ID_TAKEN;
import static io.linli.tasking.TaskingProblem.PATROL_NOT_YOURS;
import static io.linli.tasking.TaskingProblem.PATROL_ON_DUTY;
import static io.linli.tasking.TaskingProblem.PATROL_OTHER_GROUND;
import static io.linli.tasking.TaskingProblem.PATROL_UNKNOWN;
import static io.linli.tasking.TaskingProblem.TASK_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.AccessLog;
import io.linli.privacy.Vault;
import io.linli.settings.Idempotency;
import io.linli.settings.Idempotency.Attempt;
import io.linli.settings.Ids;
import io.linli.settings.PhoneClock;
import io.linli.settings.SystemScope;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.linli.territory.GeoPoint;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody is on duty outside. Where they are is taken in from their own start to their own stop and at no other time, kept
 * sealed, shown to them, and to others with a reason that they can read of. What is counted is which squares somebody came
 * by, without a person or an hour, and never a distance.
 */
@Service
public class Patrols {

    static final String TRACK = "tasking.track";

    /** A phone that was without network sends its day in the evening. */
    private static final Duration LATEST = Duration.ofDays(3);

    /** Nobody is on duty longer: they forgot to say that they went home. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final Territory territory;
    private final Posts posts;
    private final Vault vault;
    private final JsonMapper json;
    private final Idempotency idempotency;
    private final SystemScope system;
    private final ObjectProvider<AccessLog> log;
    private final Clock clock;

    Patrols(
            JdbcClient database,
            ScopedQuery scoped,
            Territory territory,
            Posts posts,
            Vault vault,
            JsonMapper json,
            Idempotency idempotency,
            SystemScope system,
            ObjectProvider<AccessLog> log,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.territory = territory;
        this.posts = posts;
        this.vault = vault;
        this.json = json;
        this.idempotency = idempotency;
        this.system = system;
        this.log = log;
        this.clock = clock;
    }

    /** When a phone did something, by its clock, and how far that was behind ours. */
    public record Phone(@Nullable Instant at, @Nullable Long offset) {}

    /** Where somebody was at a moment, by the phone's clock. */
    public record Fix(Instant at, double longitude, double latitude) {}

    /**
     * One time on duty.
     *
     * @param who as staff are shown in public
     * @param findings reports made on the way
     */
    public record Patrol(
            UUID id,
            @Nullable UUID task,
            AreaCode area,
            String areaName,
            @Nullable String who,
            boolean mine,
            Instant startedAt,
            @Nullable Instant endedAt,
            List<UUID> findings) {}

    /** How many patrols there were in a grid, and on which day the last one was. */
    public record OfGrid(AreaCode area, String areaName, long patrols, LocalDate lastOn) {}

    /** A square of a thousandth of a degree, and how often somebody came by in that time. */
    public record Square(double longitude, double latitude, long passes) {}

    /** Which part of an area was seen in that time. */
    public record Coverage(AreaCode area, int days, List<OfGrid> grids, List<Square> squares) {}

    public UUID start(UUID id, @Nullable UUID task, AreaCode area, Phone phone, Caller caller, Attempt attempt) {
        return idempotency.onceSeeing(
                attempt,
                () -> {
                    if (caller.posts().stream()
                            .noneMatch(post -> post.role().serves()
                                    && (post.area().contains(area) || area.contains(post.area())))) {
                        throw PATROL_OTHER_GROUND.with(area).at("area");
                    }
                    if (task != null && !isTheirs(task, caller)) {
                        throw TASK_UNKNOWN.with(task.toString()).at("task");
                    }
                    if (onDuty(caller).isPresent()) {
                        throw PATROL_ON_DUTY.with();
                    }
                    var now = clock.instant();
                    var at = PhoneClock.happened(phone.at(), phone.offset(), now.minus(LATEST), now);
                    int made = database.sql("""
                            insert into tasking.patrol (id, task, area, started_at, findings, assignee)
                            values (?, ?, ?, ?, '{}', ?) on conflict (id) do nothing""")
                            .params(Arrays.asList(
                                    id,
                                    task,
                                    area.code(),
                                    Rows.at(at == null ? now : at),
                                    caller.id().id()))
                            .update();
                    if (made == 0) {
                        throw PATROL_ID_TAKEN.with().at("id");
                    }
                    return id;
                },
                made -> made,
                made -> made);
    }

    private boolean isTheirs(UUID task, Caller caller) {
        return database.sql("select assignee from tasking.task where id = ? and source = 'PATROL'")
                .param(task)
                .query((row, n) -> Optional.ofNullable(Rows.idOrNull(row, "assignee")))
                .optional()
                .filter(assignee -> assignee.isEmpty() || caller.actsFor(new AccountId(assignee.get())))
                .isPresent();
    }

    private Optional<UUID> onDuty(Caller caller) {
        return database.sql("select id from tasking.patrol where assignee = ? and ended_at is null")
                .param(caller.id().id())
                .query(UUID.class)
                .optional();
    }

    /** Takes in where the caller was since; what lies before the start or in the future is left out. Tells how many were kept. */
    public int track(UUID id, List<Fix> fixes, Crs crs, @Nullable Long offset, Caller caller, Attempt attempt) {
        var kept = new int[1];
        idempotency.onceSeeing(
                attempt,
                () -> {
                    var patrol = own(id, caller);
                    if (patrol.endedAt() != null) {
                        throw PATROL_ENDED.with();
                    }
                    var now = clock.instant();
                    var seen = fixes.stream()
                            .map(fix -> new Fix(
                                    fix.at().plusMillis(offset == null ? 0 : offset), fix.longitude(), fix.latitude()))
                            .filter(fix -> !fix.at().isBefore(patrol.startedAt())
                                    && !fix.at().isAfter(now))
                            .map(fix -> {
                                var point = territory.read(fix.longitude(), fix.latitude(), crs);
                                return new Fix(fix.at(), point.longitude(), point.latitude());
                            })
                            .sorted((one, other) -> one.at().compareTo(other.at()))
                            .toList();
                    kept[0] = seen.size();
                    var batch = Ids.next();
                    if (!seen.isEmpty()) {
                        database.sql("""
                                insert into tasking.patrol_track (id, patrol, first_at, last_at, points, sealed)
                                values (?, ?, ?, ?, ?, ?)""")
                                .params(Arrays.asList(
                                        batch,
                                        id,
                                        Rows.at(seen.getFirst().at()),
                                        Rows.at(seen.getLast().at()),
                                        seen.size(),
                                        vault.seal(TRACK, json.writeValueAsBytes(seen))))
                                .update();
                    }
                    return batch;
                },
                made -> made,
                made -> made);
        return kept[0];
    }

    public UUID stop(UUID id, List<UUID> findings, Phone phone, Caller caller, Attempt attempt) {
        return idempotency.onceSeeing(
                attempt,
                () -> {
                    var patrol = own(id, caller);
                    if (patrol.endedAt() != null) {
                        throw PATROL_ENDED.with();
                    }
                    var now = clock.instant();
                    var at = PhoneClock.happened(phone.at(), phone.offset(), patrol.startedAt(), now);
                    database.sql("update tasking.patrol set ended_at = ?, findings = ? where id = ?")
                            .params(
                                    Rows.at(at == null ? now : at),
                                    findings.stream().distinct().toArray(UUID[]::new),
                                    id)
                            .update();
                    system.run(() -> count(id, patrol.startedAt()));
                    return id;
                },
                made -> made,
                made -> made);
    }

    /** Those that began before that time end by themselves, where their last place was taken in. */
    int endForgotten(Instant before, int most) {
        record Forgotten(UUID id, Instant startedAt) {}
        var forgotten = database.sql("""
                        select id, started_at from tasking.patrol where ended_at is null and started_at < ?
                        order by started_at limit ? for no key update skip locked""")
                .params(Rows.at(before), most)
                .query((row, n) -> new Forgotten(Rows.id(row, "id"), Rows.instant(row, "started_at")))
                .list();
        for (var one : forgotten) {
            database.sql("""
                    update tasking.patrol p set ended_at = greatest(p.started_at, coalesce(?, p.started_at)) where p.id = ?""")
                    .params(Arrays.asList(
                            Rows.atOrNull(fixes(one.id()).stream()
                                    .map(Fix::at)
                                    .max(Instant::compareTo)
                                    .orElse(null)),
                            one.id()))
                    .update();
            count(one.id(), one.startedAt());
        }
        return forgotten.size();
    }

    /** Each square that the patrol came by, once. */
    private void count(UUID patrol, Instant startedAt) {
        record Place(int longitude, int latitude) {}
        var day = LocalDate.ofInstant(startedAt, Rows.CHINA);
        var squares = new HashSet<Place>();
        fixes(patrol)
                .forEach(fix -> squares.add(
                        new Place((int) Math.floor(fix.longitude() * 1000), (int) Math.floor(fix.latitude() * 1000))));
        for (var square : squares) {
            var middle = new GeoPoint((square.longitude() + 0.5) / 1000, (square.latitude() + 0.5) / 1000);
            database.sql("""
                    insert into tasking.patrol_square (area, longitude, latitude, day, passes) values (?, ?, ?, ?, 1)
                    on conflict (area, longitude, latitude, day) do update set passes = patrol_square.passes + 1""")
                    .params(territory.place(middle, null).area().code(), square.longitude(), square.latitude(), day)
                    .update();
        }
    }

    private List<Fix> fixes(UUID patrol) {
        return database
                .sql("select sealed from tasking.patrol_track where patrol = ? order by first_at, id")
                .param(patrol)
                .query((row, n) ->
                        json.readValue(vault.openBytes(TRACK, row.getBytes(1)), new TypeReference<List<Fix>>() {}))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The caller's own, newest first. */
    public List<Patrol> mine(Caller caller) {
        return scoped.from(caller, "tasking.patrol p")
                .select("p.*")
                .and("p.assignee = ?", caller.id().id())
                .orderBy("p.started_at desc")
                .limit(50)
                .list((row, n) -> patrol(row, caller));
    }

    /** The caller's own way. */
    @Transactional(readOnly = true)
    public List<Fix> ownTrack(UUID id, Caller caller) {
        own(id, caller);
        return fixes(id);
    }

    /** Somebody else's way, with the reason; whoever walked it can read who looked. */
    @Transactional
    public List<Fix> look(UUID id, String reason, Caller caller) {
        var patrol = get(id, caller);
        var walker = Objects.requireNonNull(patrol.walker());
        log.getObject()
                .looked(caller.id().toString(), TRACK, List.of(id.toString()), List.of(walker.toString()), reason);
        return fixes(id);
    }

    /** Which grids and squares of an area somebody came by in so many days, seven at least: no single round is shown. */
    @Transactional(readOnly = true)
    public Coverage coverage(AreaCode area, int days, Caller caller) {
        var since = LocalDate.ofInstant(clock.instant(), Rows.CHINA).minusDays(days - 1L);
        var grids = scoped.from(caller, "tasking.patrol p")
                .select("p.area, count(*) as patrols, max(p.started_at) as last_at")
                .and("p.area >= ? and p.area < ?", area.code(), area.end())
                .and("p.started_at >= ?", Rows.at(Rows.startOf(since)))
                .groupBy("p.area")
                .orderBy("p.area")
                .limit(5000)
                .list((row, n) -> {
                    var grid = Rows.area(row, "area");
                    return new OfGrid(
                            grid,
                            name(grid),
                            row.getLong("patrols"),
                            LocalDate.ofInstant(Rows.instant(row, "last_at"), Rows.CHINA));
                });
        var squares = scoped.from(caller, "tasking.patrol_square s")
                .select("s.longitude, s.latitude, sum(s.passes) as passes")
                .and("s.area >= ? and s.area < ?", area.code(), area.end())
                .and("s.day >= ?", since)
                .groupBy("s.longitude, s.latitude")
                .orderBy("passes desc")
                .limit(5000)
                .list((row, n) -> new Square(
                        row.getInt("longitude") / 1000.0, row.getInt("latitude") / 1000.0, row.getLong("passes")));
        return new Coverage(area, days, grids, squares);
    }

    /** How many are on duty outside in a grid at this moment: where they are on it is told to nobody here. */
    public record Present(AreaCode area, String areaName, long onDuty) {}

    @Transactional(readOnly = true)
    public List<Present> onDuty(AreaCode area, Caller caller) {
        return scoped.from(caller, "tasking.patrol p")
                .select("p.area, count(*) as on_duty")
                .and("p.area >= ? and p.area < ?", area.code(), area.end())
                .and(
                        "p.ended_at is null and p.started_at >= ?",
                        Rows.at(clock.instant().minus(A_DAY)))
                .groupBy("p.area")
                .orderBy("p.area")
                .limit(5000)
                .list((row, n) -> {
                    var grid = Rows.area(row, "area");
                    return new Present(grid, name(grid), row.getLong("on_duty"));
                });
    }

    private record Row(Patrol patrol, @Nullable AccountId walker) {
        Instant startedAt() {
            return patrol.startedAt();
        }

        @Nullable
        Instant endedAt() {
            return patrol.endedAt();
        }
    }

    private Row own(UUID id, Caller caller) {
        var row = get(id, caller);
        if (!caller.id().equals(row.walker())) {
            throw PATROL_NOT_YOURS.with();
        }
        return row;
    }

    private Row get(UUID id, Caller caller) {
        return database.sql("select * from tasking.patrol where id = ?")
                .param(id)
                .query((row, n) -> new Row(patrol(row, caller), new AccountId(Rows.id(row, "assignee"))))
                .optional()
                .orElseThrow(() -> PATROL_UNKNOWN.with(id.toString()));
    }

    private Patrol patrol(ResultSet row, Caller caller) throws SQLException {
        var area = Rows.area(row, "area");
        var walker = new AccountId(Rows.id(row, "assignee"));
        return new Patrol(
                Rows.id(row, "id"),
                Rows.idOrNull(row, "task"),
                area,
                name(area),
                posts.find(walker).map(Posts.Holder::name).orElse(null),
                walker.equals(caller.id()),
                Rows.instant(row, "started_at"),
                Rows.instantOrNull(row, "ended_at"),
                Rows.ids(row, "findings"));
    }

    private String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }
}
