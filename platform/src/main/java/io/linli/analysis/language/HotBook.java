package io.linli.analysis.language;

import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is hot in each county and each street. The reader of the journal says where something happened; whoever reckons
 * takes an area for a while, so that of several instances one does it, and one that dies at it is followed by another.
 */
@Component
class HotBook {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<AreaLevel> LEVELS = List.of(AreaLevel.COUNTY, AreaLevel.STREET);

    private final JdbcClient database;

    HotBook(JdbcClient database) {
        this.database = database;
    }

    /** What was found in an area, as of then. */
    record Known(AreaCode area, Instant at, HotDesk.Stored stored) {}

    /** Something happened in these areas; belongs to the transaction of whoever reads that. */
    void changed(Collection<String> areas) {
        var around = new TreeSet<String>(); // always in one order, so that no two wait for each other
        for (var area : areas) {
            LEVELS.stream()
                    .filter(level -> area.length() >= level.digits())
                    .forEach(level -> around.add(area.substring(0, level.digits())));
        }
        if (!around.isEmpty()) {
            database.sql("""
                            insert into analysis.hot as h (area, changes) select area, 0 from unnest(?::text[]) new (area)
                            on conflict (area) do update set changes = h.changes + 1""").param(around.toArray(String[]::new)).update();
        }
    }

    /**
     * Where something happened since it was reckoned, and where what is shown grows old by itself; the longest waiting
     * first.
     */
    List<AreaCode> due(Instant now, Duration rest, Duration old) {
        return database.sql("""
                        select area from analysis.hot
                        where (taken_at is null or taken_at <= ?)
                            and (changes <> reckoned or (at <= ? and result -> 'issues' <> '[]'))
                        order by at nulls first, area""")
                .params(at(now.minus(rest)), at(now.minus(old)))
                .query((row, n) -> new AreaCode(row.getString(1)))
                .list();
    }

    /** Tells how many changes there were, or nothing when another was faster. */
    OptionalLong take(AreaCode area, Instant now, Duration rest) {
        return database.sql("""
                        update analysis.hot set taken_at = ? where area = ? and (taken_at is null or taken_at <= ?)
                        returning changes""").params(at(now), area.code(), at(now.minus(rest))).query(Long.class).list().stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Of these changes the result knows; it never takes the place of one that knows of more. */
    void keep(AreaCode area, long changes, Instant now, HotDesk.Stored stored) {
        database.sql("""
                        update analysis.hot set reckoned = ?, at = ?, result = ?::jsonb
                        where area = ? and reckoned <= ?""")
                .params(changes, at(now), JSON.writeValueAsString(stored), area.code(), changes)
                .update();
    }

    /** Of a county or a street itself, of the counties in something larger, of the street around something smaller. */
    List<Known> around(Collection<AreaCode> areas) {
        var wanted = areas.stream().distinct().flatMap(HotBook::pattern).toArray(String[]::new);
        return database.sql("select * from analysis.hot where result is not null and area ~ any (?) order by area")
                .param(wanted)
                .query((row, n) -> known(row))
                .list();
    }

    private static Stream<String> pattern(AreaCode area) {
        var code = area.code();
        int county = AreaLevel.COUNTY.digits();
        return Stream.of(
                code.length() <= county
                        ? "^" + code + "[0-9]{" + (county - code.length()) + "}$"
                        : "^" + area.at(AreaLevel.STREET).code() + "$");
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                new AreaCode(row.getString("area")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Objects.requireNonNull(JSON.readValue(row.getString("result"), HotDesk.Stored.class)));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
