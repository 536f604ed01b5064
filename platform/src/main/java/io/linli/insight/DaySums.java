package io.linli.insight;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.insight.Indicator.CountedBy;
import io.linli.insight.Indicator.Span;
import io.linli.insight.Measuring.Split;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the rows of whole days come to, for a street and all areas around it: of each combination of facts how many, and
 * the times. {@link Summing} makes them; a day of which a row changed is none of them until it is made anew.
 */
@Component
class DaySums {

    private static final AreaLevel FINEST = AreaLevel.STREET;
    private static final AreaLevel FINEST_OF_UNITS = AreaLevel.COUNTY;

    /** Incidents of which the same is so, under the key that they are told apart by. */
    interface Taker {
        void add(String key, int facts, int number, LongBuffer responses, LongBuffer handlings);
    }

    /** Of which generation, and which days of the time that was asked for. */
    record Known(int generation, Set<LocalDate> days) {
        static final Known NONE = new Known(0, Set.of());
    }

    private final ScopedQuery scoped;
    private final JdbcClient database;
    private final Territory territory;

    DaySums(ScopedQuery scoped, JdbcClient database, Territory territory) {
        this.scoped = scoped;
        this.database = database;
        this.territory = territory;
    }

    /** What they were made by: sums of another release, of other levels, or of another ground, count as none. */
    String words() {
        return words(territory.root(), levels(), FINEST_OF_UNITS);
    }

    static String words(AreaCode root, List<Integer> levels, AreaLevel ofUnits) {
        var all = Fact.BITS + Span.RESPONSE.micros() + Span.HANDLING.micros() + levels + ofUnits;
        return root + "/" + Integer.toHexString(all.hashCode());
    }

    /** For areas of so many digits sums are made. */
    List<Integer> levels() {
        int widest = territory.root().code().length();
        return Arrays.stream(AreaLevel.values())
                .map(AreaLevel::digits)
                .filter(digits -> digits >= widest && digits <= FINEST.digits())
                .toList();
    }

    static boolean hasUnits(int digits) {
        return digits <= FINEST_OF_UNITS.digits();
    }

    /** The days of which the sums are as the rows are, for what the caller asks for. */
    Known known(Caller caller, AreaCode area, Period period, CountedBy by, Split split) {
        if (!isKept(area, split) || !scoped.seesAlike(caller, area)) {
            return Known.NONE;
        }
        var days = new TreeSet<LocalDate>();
        var generations = database.sql("""
                        select generation, day from insight.summed_day
                        where generation = (select active from insight.model) and counted_by = ? and words = ?
                            and day between ? and ?""")
                .params(by.name(), words(), period.from(), period.to())
                .query((row, n) -> {
                    days.add(row.getObject(2, LocalDate.class));
                    return row.getInt(1);
                })
                .list();
        return generations.isEmpty() ? Known.NONE : new Known(generations.getFirst(), days);
    }

    private boolean isKept(AreaCode area, Split split) {
        int own = area.code().length();
        int digits = split.digits() > 0 ? split.digits() : own;
        return levels().contains(digits) && levels().contains(own) && (!split.isByUnit() || hasUnits(own));
    }

    void add(
            Caller caller, AreaCode area, Known known, CountedBy by, Split split, Collection<Span> spans, Taker taker) {
        var query = scoped.from(caller, "insight.day_sum m")
                .select(String.join(
                        ", ",
                        split.ofDay(),
                        "m.facts",
                        spans.contains(Span.RESPONSE) ? "m.responses" : "''::bytea",
                        spans.contains(Span.HANDLING) ? "m.handlings" : "''::bytea"))
                .and(
                        "m.generation = ? and m.counted_by = ? and m.per_unit = ?",
                        known.generation(),
                        by.name(),
                        split.isByUnit())
                .and("m.day = any (?::date[])", array(known.days()));
        if (split.digits() > 0) {
            query.and("m.area >= ? and m.area < ? and length(m.area) = ?", area.code(), area.end(), split.digits());
        } else {
            query.and("m.area = ?", area.code());
        }
        query.list((row, n) -> {
            unpack(row, row.getString(1), IntBuffer.wrap(pairs(row.getBytes(2))), taker);
            return n;
        });
    }

    private static String array(Set<LocalDate> days) {
        return days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static int[] pairs(byte[] facts) {
        var found = new int[facts.length / Integer.BYTES];
        ByteBuffer.wrap(facts).asIntBuffer().get(found);
        return found;
    }

    /** The times of each group follow those of the one before. */
    static void unpack(ResultSet row, String key, IntBuffer pairs, Taker taker) throws SQLException {
        var responses = longs(row.getBytes(3));
        var handlings = longs(row.getBytes(4));
        while (pairs.hasRemaining()) {
            int facts = pairs.get();
            int number = pairs.get();
            taker.add(
                    key,
                    facts,
                    number,
                    next(responses, Span.RESPONSE.isKnown(facts) ? number : 0),
                    next(handlings, Span.HANDLING.isKnown(facts) ? number : 0));
        }
    }

    private static LongBuffer longs(byte @Nullable [] micros) {
        return ByteBuffer.wrap(micros == null ? new byte[0] : micros).asLongBuffer();
    }

    private static LongBuffer next(LongBuffer times, int number) {
        int length = Math.min(number, times.remaining()); // none, where nobody asks for times
        var part = times.slice(times.position(), length);
        times.position(times.position() + length);
        return part;
    }
}
