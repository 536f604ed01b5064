package io.linli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.privacy.Retained.Holds;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
class OldNoticesTests {

    @Autowired
    OldNotices old;

    @Autowired
    Notices notices;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void areClearedAwayAfterHalfAYearAndNeverTheirNumbersUsedAgain() {
        var account = Ids.next();
        notices.send(List.of(
                new Notice(account, "a", "incident-closed/1", List.of("A"), null, false),
                new Notice(account, "b", "incident-closed/1", List.of("B"), null, false)));
        system.run(() -> transaction.executeWithoutResult(status -> database.sql(
                        "update notify.notice set at = at - interval '181 days' where account = ? and key = 'b'")
                .param(account)
                .update()));

        var before =
                Instant.now().minus(Duration.ofDays(old.standard().orElseThrow().days()));
        system.run(() -> transaction.executeWithoutResult(status -> old.erase(before, Holds.NONE)));
        notices.send(List.of(new Notice(account, "c", "incident-closed/1", List.of("C"), null, false)));

        List<String> left = system.call(() -> transaction.execute(
                status -> database.sql("select key || number from notify.notice where account = ? order by number")
                        .param(account)
                        .query(String.class)
                        .list()));
        assertThat(left).containsExactly("a1", "c3");
    }
}
