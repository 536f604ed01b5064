package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_PLACE_UNKNOWN;
import static io.linli.insight.InsightProblem.INSIGHT_SCREENS_FULL;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.ScopedQuery;
import io.linli.identity.Sights;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentStatus;
import io.linli.insight.Board.Entry;
import io.linli.settings.EachInstance;
import io.linli.settings.OpenStreams;
import io.linli.settings.SystemScope;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The screens that are open at this instance. One query tells, for all of them, what has happened since the last; each
 * screen then takes what its reader may see. What was missed is read by the reader's own scope.
 */
@Component
@EachInstance
public class Screens implements SmartLifecycle {

    private static final String COLUMNS = """
            n.place, n.incident, n.number, n.kind, n.area, n.unit, n.restricted, n.hidden_from, n.category, n.status,
            n.urgent, n.due_at, n.at""";

    private static final int MISSED = 500;
    private static final int READ_AT_ONCE = 2_000;
    private static final int BOARD = 10_000;
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final ScopedQuery scoped;
    private final JdbcClient database;
    private final SystemScope system;
    private final TransactionTemplate reading;
    private final Sights sights;
    private final Territory territory;
    private final InsightSettings.Screens settings;
    private final Clock clock;
    private final OpenStreams<Screen> screens;
    private volatile @Nullable Board board;
    private volatile boolean running;

    Screens(
            ScopedQuery scoped,
            JdbcClient database,
            SystemScope system,
            PlatformTransactionManager transactions,
            Sights sights,
            Territory territory,
            InsightSettings settings,
            Clock clock) {
        this.scoped = scoped;
        this.database = database;
        this.system = system;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.sights = sights;
        this.territory = territory;
        this.settings = settings.screens();
        this.screens = new OpenStreams<>(this.settings.each(), this.settings.most(), INSIGHT_SCREENS_FULL);
        this.clock = clock;
    }

    /**
     * Tells the screen what happens from now on, after what happened behind the last that it was told.
     *
     * @param lastTold the id of that event
     * @param here whether its reader is still signed in
     */
    public SseEmitter open(Caller caller, @Nullable String lastTold, BooleanSupplier here) {
        long after = lastTold == null ? -1 : place(lastTold);
        if (!running) {
            throw INSIGHT_SCREENS_FULL.with().retryAfter(AGAIN_AFTER);
        }
        screens.reserve(caller.id().id());
        try {
            var screen = screen(caller, after, here);
            screens.add(screen);
            Thread.ofVirtual().name("screen-" + caller.id()).start(() -> {
                try {
                    screen.run();
                } finally {
                    screens.remove(screen);
                }
            });
            return screen.emitter();
        } catch (RuntimeException e) {
            screens.giveBack(caller.id().id());
            throw e;
        }
    }

    private Screen screen(Caller caller, long after, BooleanSupplier here) {
        var shared = board();
        // what is read below is at least as new as this, so nothing falls between the two
        long known = shared.last();
        var missed = after < 0 ? List.<Entry>of() : missed(caller, after);
        return new Screen(
                new SseEmitter(0L), // ends by itself, after a time of ours
                new Screen.Reader(caller, here, () -> sights.of(caller, InsightPermissions.READ)),
                missed == null ? null : missed.stream().map(Entry::news).toList(),
                missed == null || missed.isEmpty()
                        ? known
                        : Math.max(known, missed.getLast().place()),
                shared,
                settings,
                clock);
    }

    private static long place(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw INSIGHT_PLACE_UNKNOWN.with().at("Last-Event-ID");
        }
        return Long.parseLong(text);
    }

    /** Null when it is too much to tell one by one, or is not known any more. */
    private @Nullable List<Entry> missed(Caller caller, long after) {
        if (!isKept(after)) {
            return null;
        }
        var found = scoped.from(caller, "insight.news n")
                .select(COLUMNS)
                .and("n.place > ?", after)
                .orderBy("n.place")
                .limit(MISSED + 1)
                .list((row, n) -> entry(row));
        return found.size() > MISSED ? null : found;
    }

    /** Whether all behind that place is still there: not when it was cleared away, or the data came from elsewhere. */
    private boolean isKept(long place) {
        return read(() -> database.sql(
                        "select ? between coalesce(min(place), 1) - 1 and coalesce(max(place), 0) from insight.news")
                .param(place)
                .query(Boolean.class)
                .single());
    }

    private synchronized Board board() {
        var now = board;
        if (now == null) {
            now = new Board(latest(), BOARD);
            board = now;
        }
        return now;
    }

    private long latest() {
        return read(() -> database.sql("select coalesce(max(place), 0) from insight.news")
                .query(Long.class)
                .single());
    }

    @Scheduled(fixedDelayString = "${linli.insight.look:200ms}")
    void look() {
        var shared = board;
        if (shared == null) {
            return;
        }
        if (screens.count() == 0) {
            rest();
            return;
        }
        var found = since(shared.last());
        if (!found.isEmpty()) {
            shared.add(found);
            screens.all().forEach(Screen::look);
        }
    }

    // who opens a screen is counted before they get the board
    private synchronized void rest() {
        if (screens.count() == 0) {
            board = null;
        }
    }

    private List<Entry> since(long place) {
        return read(() -> database.sql(
                        "select " + COLUMNS + " from insight.news n where n.place > ? order by n.place limit ?")
                .params(place, READ_AT_ONCE)
                .query((row, n) -> entry(row))
                .list());
    }

    private <T> T read(Supplier<T> query) {
        return system.call(() -> reading.execute(status -> query.get()));
    }

    private Entry entry(ResultSet row) throws SQLException {
        var area = new AreaCode(row.getString("area"));
        var due = row.getObject("due_at", OffsetDateTime.class);
        var unit = row.getString("unit");
        return new Entry(
                row.getLong("place"),
                unit == null ? null : new OrgUnitId(unit).id(),
                row.getString("restricted"),
                row.getString("hidden_from"),
                new News(
                        new IncidentId(row.getObject("incident", UUID.class)),
                        row.getString("number"),
                        row.getString("kind"),
                        area,
                        territory.find(area).map(Area::name).orElse(area.code()),
                        row.getString("category"),
                        IncidentStatus.valueOf(row.getString("status")),
                        row.getBoolean("urgent"),
                        due == null ? null : due.toInstant(),
                        row.getObject("at", OffsetDateTime.class).toInstant()));
    }

    @Override
    public void start() {
        running = true;
    }

    // before the web server, which waits for what is on its way
    @Override
    public void stop() {
        running = false;
        screens.all().forEach(Screen::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
