package io.linli.audit;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the tables of the coming months ready before anything is written into them. */
@Component("auditMonths")
class Months implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(Months.class);
    private static final int AHEAD = 3;

    private final JdbcClient database;
    private final Clock clock;

    Months(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    // at start too: an instance may have been off for a year
    @Override
    public void afterPropertiesSet() {
        makeAhead();
    }

    /** What could not be made now is tried again; until then there are months in reserve, and health tells. */
    @Scheduled(cron = "0 23 3 * * *")
    void makeAhead() {
        var month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        for (int n = 0; n <= AHEAD; n++) {
            try {
                make(month.plusMonths(n));
            } catch (DataAccessException e) {
                log.warn("The audit record's table of {} could not be made", month.plusMonths(n), e);
            }
        }
    }

    boolean make(YearMonth month) {
        return database.sql("select audit.make_month(?)")
                .param(month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    /** Whether the present month and the next stand ready, by the database's own time. */
    boolean areReady() {
        return database.sql("""
                select count(*) = 2 from generate_series(0, 1) n
                where to_regclass('audit.record_'
                    || to_char((now() at time zone 'UTC') + make_interval(months => n), 'YYYY_MM')) is not null""").query(Boolean.class).single();
    }
}
