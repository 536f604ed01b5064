package io.linli.workforce;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends what was said when a link ended. That it was, of whom and until when, stays. */
@Component
class OldLinkReasons implements Retained {

    static final String KIND = "workforce.link";

    private static final String OLD = "where ended_reason is not null and until < ? and account <> all (?)";

    private final JdbcClient database;

    OldLinkReasons(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) from workforce.link " + OLD)
                .params(day(before), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return database.sql("""
                update workforce.link set ended_reason = null, ended_by = null where id in (
                    select id from workforce.link %s order by until limit ? for update)""".formatted(OLD))
                .params(day(before), holds.array(), MOST)
                .update();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, OrganisationRegister.HERE);
    }
}
