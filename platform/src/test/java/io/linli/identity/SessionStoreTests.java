package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** Several requests of one session at a time. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SessionStoreTests {

    @Autowired
    SessionRepository<?> sessions;

    @Autowired
    JdbcClient database;

    @Test
    void neverWriteBackAnIdThatAnotherHasChangedOrATimeThatIsOver() {
        changeInTurn(sessions);
    }

    private <S extends Session> void changeInTurn(SessionRepository<S> store) {
        var begun = store.createSession();
        store.save(begun);
        var now = Instant.now();
        var slow = Objects.requireNonNull(store.findById(begun.getId()));
        slow.setLastAccessedTime(now.plus(Duration.ofMinutes(2)));
        var quick = Objects.requireNonNull(store.findById(begun.getId()));
        quick.setLastAccessedTime(now.plus(Duration.ofMinutes(5)));
        store.save(quick);

        store.save(slow);
        assertThat(seen(begun.getId())).isEqualTo(quick.getLastAccessedTime().toEpochMilli());

        var late = Objects.requireNonNull(store.findById(begun.getId()));
        late.setLastAccessedTime(now.plus(Duration.ofMinutes(9)));
        var renewed = Objects.requireNonNull(store.findById(begun.getId()));
        var id = renewed.changeSessionId();
        store.save(renewed);

        store.save(late);
        assertThat(store.findById(begun.getId())).as("the id before the change").isNull();
        assertThat(store.findById(id)).isNotNull();
        store.deleteById(id);
    }

    private long seen(String id) {
        return database.sql("select last_access_time from identity.http_session where session_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }
}
