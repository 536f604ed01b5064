package io.linli.deliberation;

import io.linli.countable.Count;
import io.linli.countable.Countable;
import io.linli.countable.IndicatorDefinition;
import io.linli.countable.IndicatorDefinition.Better;
import io.linli.countable.IndicatorDefinition.Kind;
import io.linli.countable.IndicatorDefinition.Unit;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.journal.JournalEntry;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Participation as figures: what residents said at talks, by the day of the talk, and how much of it has come to an end. */
@Component
class OpinionsEnded implements Countable {

    private static final String TALK = """
        select t.id, t.area, t.unit, t.restricted, t.assignee, t.owner, t.hidden_from,
            (t.held_at at time zone 'Asia/Shanghai')::date as day""";

    private final JdbcClient database;
    private final ScopedQuery scoped;

    OpinionsEnded(JdbcClient database, ScopedQuery scoped) {
        this.database = database;
        this.scoped = scoped;
    }

    @Override
    public String key() {
        return "opinions";
    }

    @Override
    public List<IndicatorDefinition> indicators() {
        return List.of(
                new IndicatorDefinition("opinions", "participation", 43, Kind.COUNT, Unit.NUMBER, Better.NONE),
                new IndicatorDefinition("opinions-ended", "participation", 44, Kind.RATIO, Unit.PERCENT, Better.UP));
    }

    private record Held(LocalDate day, Count.Seen seen) {}

    @Override
    public List<Count> counts(List<JournalEntry> entries) {
        Map<UUID, Integer> said = new HashMap<>();
        Map<UUID, Integer> ended = new HashMap<>();
        for (var entry : entries) {
            if (entry.is(TalkHeld.class)) {
                var held = entry.as(TalkHeld.class);
                said.merge(held.talk(), held.opinions(), Integer::sum);
            } else if (entry.is(OpinionEnded.class)) {
                ended.merge(entry.as(OpinionEnded.class).talk(), 1, Integer::sum);
            }
        }
        var counts = new ArrayList<Count>();
        held(said, ended)
                .forEach((talk, held) -> counts.add(
                        new Count(held.day(), held.seen(), ended.getOrDefault(talk, 0), said.getOrDefault(talk, 0))));
        return counts;
    }

    // an opinion that ends years later still counts where and when the talk was held, which nobody changes
    private Map<UUID, Held> held(Map<UUID, Integer> said, Map<UUID, Integer> ended) {
        Map<UUID, Held> found = new HashMap<>();
        var talks = new ArrayList<>(said.keySet());
        talks.addAll(ended.keySet());
        if (!talks.isEmpty()) {
            database.sql(TALK + " from deliberation.talk t where t.id = any (?)")
                    .param(talks.toArray(UUID[]::new))
                    .query(row -> {
                        found.put(Rows.id(row, "id"), new Held(day(row), Count.Seen.of(row)));
                    });
        }
        return found;
    }

    @Override
    public List<Count> recount() {
        return database.sql(TALK + """
            , count(o.ended_at) as ended, count(*) as said
            from deliberation.talk t join deliberation.opinion o on o.talk = t.id group by t.id""")
                .query((row, n) -> new Count(day(row), Count.Seen.of(row), row.getLong("ended"), row.getLong("said")))
                .list();
    }

    private static LocalDate day(ResultSet row) throws SQLException {
        return row.getObject("day", LocalDate.class);
    }

    @Override
    public String permission() {
        return "deliberation:talk";
    }

    @Override
    public List<Row> rows(Caller caller, Wanted wanted) {
        var query = scoped.from(caller, "deliberation.talk t")
                .join("join deliberation.opinion o on o.talk = t.id")
                .select("o.id, o.talk, o.number, o.ended_at is not null as ended, t.held_at, t.area, t.place")
                .and(
                        "t.area >= ? and t.area < ?",
                        wanted.area().code(),
                        wanted.area().end())
                .and(
                        "t.held_at >= ?",
                        Rows.at(wanted.first().atStartOfDay(TalkDesk.ZONE).toInstant()))
                .and(
                        "t.held_at < ?",
                        Rows.at(wanted.last()
                                .plusDays(1)
                                .atStartOfDay(TalkDesk.ZONE)
                                .toInstant()));
        if (wanted.above() != null) {
            query.and("(o.ended_at is not null) = ?", wanted.above());
        }
        var after = wanted.after();
        if (after != null) {
            query.and("(t.held_at, o.id) < (?, ?)", Rows.at(after.at()), after.id());
        }
        return query.orderBy("t.held_at desc, o.id desc").limit(wanted.most()).list(OpinionsEnded::row);
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                Rows.id(row, "id"),
                Rows.instant(row, "held_at"),
                new AreaCode(row.getString("area")),
                row.getString("place") + " · " + row.getInt("number"),
                row.getBoolean("ended") ? 1 : 0,
                1,
                "/talks/" + Rows.id(row, "talk"));
    }
}
