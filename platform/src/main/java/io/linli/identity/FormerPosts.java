package io.linli.identity;

import static io.linli.identity.AccountStore.instant;

import io.linli.territory.AreaCode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Posts that somebody holds no longer, to say why what they did in one of them comes too late. */
@Service
public class FormerPosts {

    private final JdbcClient database;
    private final Clock clock;

    FormerPosts(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A post, and when it ended. */
    public record Former(Role role, AreaCode area, Instant until) {}

    /** What the account held at that time and does not hold any more, the last to end first. */
    public List<Former> heldAt(AccountId account, Instant at) {
        var now = clock.instant();
        return database.sql("""
                        select role, area, until from identity.post
                        where account = ? and since <= ? and until > ? and until <= ? order by until desc""")
                .params(account.id(), Timestamp.from(at), Timestamp.from(at), Timestamp.from(now))
                .query((row, n) -> new Former(
                        Role.valueOf(row.getString("role")),
                        new AreaCode(row.getString("area")),
                        Objects.requireNonNull(instant(row, "until"))))
                .list();
    }
}
