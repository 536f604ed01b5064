package io.linli.identity;

import static io.linli.identity.IdentityProblem.SESSION_UNKNOWN;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where somebody is signed in, and when they, or somebody in their name, tried to be. */
@Service
@Transactional
public class OwnSessions {

    private final JdbcClient database;
    private final SignInAttempts attempts;
    private final Acts acts;
    private final Clock clock;

    OwnSessions(JdbcClient database, SignInAttempts attempts, Acts acts, Clock clock) {
        this.database = database;
        this.attempts = attempts;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Where the caller is signed in.
     *
     * @param here the one that asks
     */
    public record Open(UUID id, Instant since, Instant lastSeenAt, boolean here) {}

    /**
     * One try to sign in.
     *
     * @param sameNetwork it came from where the one who asks is now; addresses themselves are not kept
     */
    public record Attempt(Instant at, String outcome, boolean sameNetwork) {}

    @Transactional(readOnly = true)
    public List<Open> open(Caller caller, HttpServletRequest request) {
        var own = sessionId(request);
        return database.sql("""
                select primary_id, creation_time, last_access_time, session_id from identity.http_session
                where principal_name = ? and expiry_time > ? order by last_access_time desc""")
                .params(caller.id().toString(), clock.millis())
                .query((row, n) -> new Open(
                        UUID.fromString(row.getString("primary_id").strip()),
                        Instant.ofEpochMilli(row.getLong("creation_time")),
                        Instant.ofEpochMilli(row.getLong("last_access_time")),
                        row.getString("session_id").strip().equals(own)))
                .list();
    }

    /** Signs one of the caller's other sessions out. */
    public void end(Caller caller, UUID id, HttpServletRequest request) {
        int ended = database.sql("""
                delete from identity.http_session where principal_name = ? and primary_id = ? and session_id <> ?""")
                .params(caller.id().toString(), id.toString(), sessionId(request))
                .update();
        if (ended == 0) {
            throw SESSION_UNKNOWN.with();
        }
        acts.did(Act.of("session.end").on("session", id));
    }

    /** Signs every other session of the caller out; tells how many there were. */
    public int endOthers(Caller caller, HttpServletRequest request) {
        int ended = database.sql("delete from identity.http_session where principal_name = ? and session_id <> ?")
                .params(caller.id().toString(), sessionId(request))
                .update();
        acts.did(Act.of("session.end").on("session", "others"));
        return ended;
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Attempt> attempts(Caller caller, HttpServletRequest request, int most) {
        var here = attempts.index("address:" + Address.of(request));
        return database.sql(
                        "select at, outcome, address from identity.sign_in where account = ? order by at desc limit ?")
                .params(caller.id().id(), most)
                .query((row, n) -> new Attempt(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("outcome"),
                        Arrays.equals(row.getBytes("address"), here)))
                .list();
    }

    private static String sessionId(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? "" : session.getId();
    }
}
