package io.linli.tasking;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends where people were on duty. That they were, and which squares somebody came by, stays. */
@Component
class OldTracks implements Retained {

    static final String KIND = "tasking.track";

    /** Until the operator sets other days. */
    private static final Term A_MONTH = new Term(30, "linli.tasking.track");

    private static final String OLD = "from tasking.patrol_track k where k.last_at < ? and k.patrol <> all (?)";

    private final JdbcClient database;

    OldTracks(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Term> standard() {
        return Optional.of(A_MONTH);
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) " + OLD)
                .params(Rows.at(before), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        List<UUID> ids = database.sql("select k.id " + OLD + " order by k.last_at, k.id limit ? for update")
                .params(Rows.at(before), holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        return database.sql("delete from tasking.patrol_track where id = any (?)")
                .param(ids.toArray(UUID[]::new))
                .update();
    }
}
