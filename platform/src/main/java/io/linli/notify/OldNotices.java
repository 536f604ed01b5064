package io.linli.notify;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Clears away notices that are past their time, and all of who asks to be erased. Their numbers are never used again. */
@Component
class OldNotices implements Retained {

    static final String KIND = "notify.notice";

    private final JdbcClient database;
    private final NotifySettings settings;

    OldNotices(JdbcClient database, NotifySettings settings) {
        this.database = database;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Term> standard() {
        return Optional.of(new Term((int) settings.keep().toDays(), "linli.notify.keep"));
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) from notify.notice where at < ? and account <> all (?)")
                .params(before.atOffset(ZoneOffset.UTC), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return database.sql("""
                        delete from notify.notice n using (
                            select account, number from notify.notice where at < ? and account <> all (?)
                            order by at limit ?) old
                        where n.account = old.account and n.number = old.number""")
                .params(before.atOffset(ZoneOffset.UTC), holds.array(), MOST)
                .update();
    }

    @Override
    public Outcome eraseOf(UUID account, Holds holds) {
        return Outcome.of(database.sql("""
                        delete from notify.notice where account = :account and number in (
                            select number from notify.notice where account = :account order by number limit :most)""")
                .params(Map.of("account", account, "most", MOST))
                .update());
    }
}
