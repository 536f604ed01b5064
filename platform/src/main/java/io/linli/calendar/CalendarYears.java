package io.linli.calendar;

import static io.linli.calendar.CalendarProblem.CALENDAR_YEAR_SHIPPED;

import io.linli.calendar.YearNotice.Kind;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.EachInstance;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The years whose days off are published: those that ship, and those whose notice was brought in since. */
@Service
@EachInstance
public class CalendarYears implements InitializingBean {

    private static final int FIRST = 2004;
    private static final int SHIPPED = 2026;
    private static final int LAST = 2099;

    private final JdbcClient database;
    private final ChinaCalendar calendar;
    private final Acts acts;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final TransactionTemplate reading;

    CalendarYears(
            JdbcClient database,
            ChinaCalendar calendar,
            Acts acts,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.database = database;
        this.calendar = calendar;
        this.acts = acts;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * One year.
     *
     * @param published false: weekends are taken until its notice is brought in (暂按周末计)
     * @param shipped comes with the program
     */
    public record Year(int year, boolean published, boolean shipped, int daysOff, int workedWeekends) {}

    /** From this year and those around it to the first that is not published. */
    public List<Year> years() {
        var found = new ArrayList<Year>();
        int now = LocalDate.ofInstant(clock.instant(), ChinaCalendar.ZONE).getYear();
        int year = Math.max(FIRST, Math.min(now, SHIPPED) - 1);
        while (year <= LAST) {
            var first = LocalDate.of(year, 1, 1);
            boolean published = calendar.isPublished(first);
            found.add(
                    new Year(year, published, year <= SHIPPED, count(year, false), published ? count(year, true) : 0));
            if (!published && year > now) {
                break;
            }
            year++;
        }
        return found;
    }

    // days on which people rest though the week says otherwise, or work though it is a weekend
    private int count(int year, boolean working) {
        return (int) LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> calendar.isWorkingDay(day) == working)
                .filter(day -> DaysOff.isWeekend(day) == working)
                .count();
    }

    /**
     * Takes the notice of a year, whole or not at all; one that was brought in before is replaced. Every instance knows it
     * within seconds, and what is due then is counted again.
     */
    public Year publish(int year, List<String> lines, String source) {
        if (year <= SHIPPED) {
            throw CALENDAR_YEAR_SHIPPED.with(String.valueOf(year));
        }
        var notice = YearNotice.read(year, lines);
        transaction.executeWithoutResult(status -> write(notice, source));
        return years().stream()
                .filter(each -> each.year() == year)
                .findFirst()
                .orElseGet(() -> new Year(year, true, false, count(year, false), count(year, true)));
    }

    private void write(YearNotice notice, String source) {
        database.sql("update calendar.revision set number = number + 1").update();
        database.sql("delete from calendar.day where year = ?")
                .param(notice.year())
                .update();
        database.sql("""
                insert into calendar.year (year, source, published_at) values (?, ?, ?)
                on conflict (year) do update set source = excluded.source, published_at = excluded.published_at""").params(notice.year(), source, at(clock.instant())).update();
        var days = List.copyOf(notice.days().keySet());
        database.sql("""
                insert into calendar.day (year, day, working, name)
                select ?, * from unnest(?::date[], ?::boolean[], ?::text[])""")
                .params(
                        notice.year(),
                        days.stream().map(LocalDate::toString).toArray(String[]::new),
                        days.stream()
                                .map(day -> Kind.WORKING == notice.days().get(day))
                                .toArray(Boolean[]::new),
                        days.stream().map(day -> notice.names().get(day)).toArray(String[]::new))
                .update();
        acts.did(Act.of("calendar.publish").on("calendar-year", notice.year()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                renew();
            }
        });
    }

    @Override
    public void afterPropertiesSet() {
        renew();
    }

    @Scheduled(fixedDelayString = "${linli.calendar.refresh:2s}")
    void renew() {
        reading.executeWithoutResult(status -> {
            long revision = database.sql("select number from calendar.revision")
                    .query(Long.class)
                    .single();
            if (revision != calendar.revision()) {
                calendar.take(revision, notices());
            }
        });
    }

    private List<YearNotice> notices() {
        record Row(int year, LocalDate day, boolean working, String name) {}
        var byYear = new TreeMap<Integer, YearNotice>();
        database.sql("select year, day, working, name from calendar.day order by day")
                .query((row, n) ->
                        new Row(row.getInt(1), row.getObject(2, LocalDate.class), row.getBoolean(3), row.getString(4)))
                .list()
                .forEach(row -> {
                    var year = byYear.computeIfAbsent(
                            row.year(), number -> new YearNotice(number, new TreeMap<>(), new TreeMap<>()));
                    year.days().put(row.day(), row.working() ? Kind.WORKING : Kind.OFF);
                    year.names().put(row.day(), row.name());
                });
        return List.copyOf(byYear.values());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
