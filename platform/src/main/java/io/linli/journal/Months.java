package io.linli.journal;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the tables of the coming months ready before anything is written into them. */
@Component
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
    @Scheduled(cron = "0 17 3 * * *")
    void makeAhead() {
        var month = now();
        for (int n = 0; n <= AHEAD; n++) {
            try {
                make(month.plusMonths(n));
            } catch (DataAccessException e) {
                log.warn("The journal's table of {} could not be made", month.plusMonths(n), e);
            }
        }
    }

    boolean make(YearMonth month) {
        return database.sql("select journal.make_month(?)")
                .param(month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    /** Whether the present month and the next stand ready. */
    boolean areReady() {
        return stands(now()) && stands(now().plusMonths(1));
    }

    /** Whether entries fell beside all months. */
    boolean hasStrays() {
        return database.sql("select exists (select from journal.entry_rest)")
                .query(Boolean.class)
                .single();
    }

    private boolean stands(YearMonth month) {
        return database.sql("select to_regclass(?) is not null")
                .param("journal.entry_" + month.format(DateTimeFormatter.ofPattern("yyyy_MM")))
                .query(Boolean.class)
                .single();
    }

    private YearMonth now() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }
}
