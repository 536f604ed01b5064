package io.linli.insight;

import io.linli.insight.Indicator.CountedBy;
import io.linli.insight.Indicator.Span;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sums up the rows of days that are over, one day in one transaction, the latest first. Nobody waits for it: what is not
 * summed is counted row by row. Of several instances each takes what the others left.
 */
@Component
class Summing {

    /** So many days at once; the rest when it looks again, so that others come to the processor between. */
    private static final int ROUND = 400;

    private static final int MOST_DAYS = 10 * 366;

    private final DaySums sums;
    private final Matters matters;
    private final JdbcClient database;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final TransactionTemplate reading;
    private final Clock clock;

    Summing(
            DaySums sums,
            Matters matters,
            JdbcClient database,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.sums = sums;
        this.matters = matters;
        this.database = database;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.clock = clock;
    }

    private record Due(CountedBy by, LocalDate day) {}

    @Scheduled(fixedDelayString = "${linli.insight.sums.look:3s}", initialDelayString = "${linli.insight.sums.look:3s}")
    void sweep() {
        for (var due : system.call(() -> reading.execute(status -> due()))) {
            sum(due.by(), due.day());
        }
    }

    private List<Due> due() {
        var first = first();
        var last = clock.instant().atZone(Period.CHINA).toLocalDate().minusDays(1); // today changes all the time
        if (first.isEmpty() || sums.levels().isEmpty()) {
            return List.of();
        }
        var from = first.get().isBefore(last.minusDays(MOST_DAYS)) ? last.minusDays(MOST_DAYS) : first.get();
        return database.sql("""
                        select wanted.by, wanted.day
                        from (select by, day::date as day from unnest(?::text[]) by,
                            generate_series(?::date, ?::date, interval '1 day') day) wanted
                        where not exists (select 1 from insight.summed_day s
                            where s.generation = (select active from insight.model) and s.counted_by = wanted.by
                                and s.day = wanted.day and s.words = ?)
                        order by wanted.day desc, wanted.by limit ?""")
                .params(
                        Arrays.stream(CountedBy.values()).map(CountedBy::name).toArray(String[]::new),
                        from,
                        last,
                        sums.words(),
                        ROUND)
                .query((row, n) -> new Due(CountedBy.valueOf(row.getString(1)), row.getObject(2, LocalDate.class)))
                .list();
    }

    private Optional<LocalDate> first() {
        return database.sql("""
                        select (min(reported_at) at time zone 'Asia/Shanghai')::date from insight.matter
                        where generation = (select active from insight.model)""")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    /** Makes the sums of one day anew; whoever writes rows waits so long. */
    void sum(CountedBy by, LocalDate day) {
        system.run(() -> transaction.executeWithoutResult(status -> {
            int generation = matters.model().active();
            if (!matters.hold(generation)) {
                return;
            }
            database.sql("delete from insight.day_sum where generation = ? and counted_by = ? and day = ?")
                    .params(generation, by.name(), day)
                    .update();
            insert(generation, by, day);
            database.sql("""
                            insert into insight.summed_day (generation, counted_by, day, words) values (?, ?, ?, ?)
                            on conflict (generation, counted_by, day) do update set words = excluded.words""").params(generation, by.name(), day, sums.words()).update();
        }));
    }

    private void insert(int generation, CountedBy by, LocalDate day) {
        var levels = sums.levels();
        var byUnit = levels.stream().filter(DaySums::hasUnits).toList();
        var period = new Period(day, day);
        database.sql("""
                        insert into insight.day_sum (generation, counted_by, day, per_unit, area, unit, restricted, hidden_from,
                            facts, responses, handlings)
                        with told as (
                            select kept.per_unit, left(m.area, kept.digits) as area,
                                case when kept.per_unit then m.unit end as unit, m.restricted, m.hidden_from,
                                %1$s as facts, %2$s as response, %3$s as handling
                            from insight.matter m,
                                (select digits, false as per_unit from unnest(:levels::int[]) digits
                                    union all select digits, true from unnest(:byUnit::int[]) digits) kept
                            where m.generation = :generation and %4$s >= :begin and %4$s < :end
                                and length(m.area) >= kept.digits),
                        alike as (
                            select per_unit, area, unit, restricted, hidden_from, facts, count(*)::int as n,
                                coalesce(string_agg(int8send(response), ''::bytea), ''::bytea) as responses,
                                coalesce(string_agg(int8send(handling), ''::bytea), ''::bytea) as handlings
                            from told group by per_unit, area, unit, restricted, hidden_from, facts)
                        select :generation, :by, :day, per_unit, area, unit, restricted, hidden_from,
                            string_agg(int4send(facts) || int4send(n), ''::bytea order by facts),
                            string_agg(responses, ''::bytea order by facts),
                            string_agg(handlings, ''::bytea order by facts)
                        from alike group by per_unit, area, unit, restricted, hidden_from""".formatted(Fact.BITS, Span.RESPONSE.micros(), Span.HANDLING.micros(), by.column()))
                .param("levels", levels.toArray(Integer[]::new))
                .param("byUnit", byUnit.toArray(Integer[]::new))
                .param("generation", generation)
                .param("by", by.name())
                .param("day", day)
                .param("begin", period.begin())
                .param("end", period.end())
                .update();
    }
}
