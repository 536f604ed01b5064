package io.linli.deliberation;

import io.linli.privacy.Retained;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Erases the words of talks whose every opinion has ended, and who said them. That there was a talk, where and when, and
 * how each opinion ended stays. What has not ended is never erased: it would be lost.
 */
@Component
class OldTalks implements Retained {

    static final String KIND = "deliberation.words";

    private static final int AT_ONCE = 20; // of TalkDesk.MOST opinions each

    private static final String OLD = """
            from deliberation.talk t where t.held_at < ? and t.erased_at is null and t.id <> all (?)
            and not exists (select from deliberation.opinion o where o.talk = t.id and o.ended_at is null)""";

    private final JdbcClient database;
    private final Clock clock;

    OldTalks(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
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
        List<UUID> old = database.sql("select t.id " + OLD + " order by t.held_at limit ? for update")
                .params(Rows.at(before), holds.array(), AT_ONCE)
                .query((row, n) -> Rows.id(row, "id"))
                .list();
        var those = old.toArray(UUID[]::new);
        database.sql("update deliberation.opinion set words = null, speaker = null, answer = null where talk = any (?)")
                .param(those)
                .update();
        return database.sql("update deliberation.talk set topics = null, erased_at = ? where id = any (?)")
                .params(Rows.at(clock.instant()), those)
                .update();
    }
}
