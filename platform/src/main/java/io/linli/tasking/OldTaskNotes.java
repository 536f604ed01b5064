package io.linli.tasking;

import io.linli.files.Files;
import io.linli.privacy.Retained;
import io.linli.settings.Writes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends what was typed when tasks were done, and the photos. That they were done, when and by whom, stays, and which lines of
 * a checklist were in order and which were not: the ledger would else say of each old check that nothing was found.
 */
@Component
class OldTaskNotes implements Retained {

    static final String KIND = "tasking.note";

    private static final String OLD = """
            from tasking.task_result r join tasking.task t on t.id = r.task
            where r.arrived_at < ? and r.sealed <> '' and r.task <> all (?)""";

    private final JdbcClient database;
    private final Files files;
    private final Writes writes;

    OldTaskNotes(JdbcClient database, Files files, Writes writes) {
        this.database = database;
        this.files = files;
        this.writes = writes;
    }

    @Override
    public String kind() {
        return KIND;
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
        List<UUID> ids = database.sql("select r.task " + OLD + " order by r.arrived_at limit ? for update of r")
                .params(Rows.at(before), holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        var those = ids.toArray(UUID[]::new);
        database.sql("""
                update tasking.task_result r set note = '', sealed = '', photos = '{}', answers = (
                    select coalesce(jsonb_object_agg(a.key, a.value), '{}') from jsonb_each_text(r.answers) a
                    where a.value in ('OK', 'FINDING', 'NOT_HERE'))
                where task = any (?)""").param(those).update();
        database.sql("update tasking.task set words = null where id = any (?)")
                .param(those)
                .update();
        files.release(ids.stream().map(TaskDesk::matter).toList());
        writes.flush();
        return ids.size();
    }
}
