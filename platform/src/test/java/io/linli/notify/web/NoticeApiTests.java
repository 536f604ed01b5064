package io.linli.notify.web;

import static io.linli.notify.web.Reader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.identity.SignedIn;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.settings.SystemScope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.NoSuchMessageException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What people find in their inbox. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class NoticeApiTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Notices notices;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    Reader reader;

    @BeforeEach
    void open() {
        reader = Reader.someone(context);
    }

    @Test
    void showsTheNewestFirstAndPagesThroughWithoutMissingOrRepeating() {
        for (int n = 1; n <= 5; n++) {
            reader.told("00000" + n);
        }
        var first = reader.inbox("?size=3");
        var second = reader.inbox("?size=3&after=" + text(first, "next"));

        assertThat(matters(first)).containsExactly("incident:000005", "incident:000004", "incident:000003");
        assertThat(matters(second)).containsExactly("incident:000002", "incident:000001");
        assertThat(second.has("next")).isFalse();
        assertThat(second.path("unread").asInt()).isEqualTo(5);
    }

    @Test
    void isWordedInTheLanguageOfWhoeverReadsAndMarkedInTheDemo() {
        reader.told("000001");

        var zh = reader.items().getFirst();
        assertThat(text(zh, "title")).isEqualTo("您的反映已办结");
        assertThat(text(zh, "text"))
                .startsWith("您的反映 SJ-430181-20261121-000001 已办结")
                .endsWith("（演示数据·纯属虚构）");
        var en = reader.in("en").items().getFirst();
        assertThat(text(en, "title")).isEqualTo("Your report is closed");
        assertThat(text(en, "text"))
                .startsWith("Report SJ-430181-20261121-000001 is closed.")
                .endsWith("(demo data, purely fictitious)");
    }

    @Test
    void tellsNothingTwice() {
        reader.told("000001");
        reader.told("000001");
        notices.send(List.of(reader.notice("000002"), reader.notice("000002")));

        assertThat(reader.items()).hasSize(2);
    }

    @Test
    void isUnreadUntilItIsReadAndThenReadSinceThen() {
        reader.told("000001");
        reader.told("000002");
        var id = text(reader.items().getFirst(), "id");

        var read = text(reader.post("/api/notices/" + id + "/read", null, 200), "readAt");
        var again = text(reader.post("/api/notices/" + id + "/read", null, 200), "readAt");

        assertThat(read).isNotEmpty().isEqualTo(again);
        assertThat(reader.unread()).isEqualTo(1);
        assertThat(matters(reader.inbox("?unread=true"))).containsExactly("incident:000001");
        reader.post("/api/notices/read-all", null, 204);
        assertThat(reader.unread()).isZero();
        assertThat(reader.items())
                .allSatisfy(each -> assertThat(each.has("readAt")).isTrue());
    }

    @Test
    void isNobodyElses() {
        reader.told("000001");
        var id = text(reader.items().getFirst(), "id");
        var other = Reader.someone(context);

        assertThat(other.items()).isEmpty();
        assertThat(text(other.post("/api/notices/" + id + "/read", null, 404), "code"))
                .isEqualTo("NOTICE_UNKNOWN");
        assertThat(reader.unread()).isEqualTo(1);
        var sql = "select count(*) from notify.notice where account = ?";
        assertThat(SignedIn.as(context, other.name(), () -> count(sql)))
                .as("row security, even for a query that forgets whose it is")
                .isZero();
        assertThat(SignedIn.as(context, reader.name(), () -> count(sql))).isEqualTo(1);
    }

    @Test
    void holdsNoNumberOfAPersonAndNothingThatCannotBeSeen() {
        reader.told("000001", "13800138000\r\nBcc: \u202Ex\u0000 <b>{0}</b>" + "长".repeat(300));

        var text = text(reader.items().getFirst(), "text");
        assertThat(text)
                .contains("〔手机号〕", "<b>{0}</b>", "…")
                .doesNotContain("13800138000")
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
        assertThat(text.length()).isLessThan(400);
    }

    @Test
    void saysAtOnceThatThereIsNoSuchText() {
        var unknown = new Notice(reader.account(), "k", "no-such-text/1", List.of(), null, false);

        assertThatThrownBy(() -> notices.send(List.of(unknown))).isInstanceOf(NoSuchMessageException.class);
        assertThatThrownBy(() -> new Notice(reader.account(), "k", "No Text", List.of(), null, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsNothingWhenWhatItTellsOfIsUndone() {
        transaction.executeWithoutResult(status -> {
            reader.told("000001");
            status.setRollbackOnly();
        });

        assertThat(reader.items()).isEmpty();
    }

    // so that a page that goes on behind a number misses nothing
    @Test
    void numbersWhatManyTellAtOnceWithoutGapsInTheOrderOfTheirCommits() throws Exception {
        var other = Reader.someone(context);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> senders = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                var key = "from-" + n;
                // some name the one first, some the other
                var both = n % 2 == 0
                        ? List.of(reader.notice(key), other.notice(key))
                        : List.of(other.notice(key), reader.notice(key));
                senders.add(() -> {
                    notices.send(both);
                    return true;
                });
            }
            for (var sent : threads.invokeAll(senders)) {
                assertThat(sent.get()).isTrue();
            }
        }

        for (var account : List.of(reader.account(), other.account())) {
            assertThat(numbers(account))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 20).boxed().toList());
        }
    }

    @Test
    void tellsThousandsAtOnce() {
        notices.send(
                IntStream.range(0, 2_000).mapToObj(n -> reader.notice("m" + n)).toList());

        assertThat(numbers(reader.account())).hasSize(2_000);
        assertThat(reader.unread()).as("it counts no further").isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"after=nonsense, after", "after=-1, after", "size=0, size", "size=201, size", "unread=perhaps, unread"})
    void refusesWhatItCannotShowAndNamesTheField(String query, String field) {
        assertThat(reader.get("/api/notices?" + query, 400).path("errors").toString())
                .contains("\"field\":\"" + field + "\"");
    }

    private List<Long> numbers(UUID account) {
        return system.call(() -> transaction.execute(
                status -> database.sql("select number from notify.notice where account = ? order by number")
                        .param(account)
                        .query(Long.class)
                        .list()));
    }

    private Integer count(String sql) {
        return transaction.execute(status ->
                database.sql(sql).param(reader.account()).query(Integer.class).single());
    }

    private static List<String> matters(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(each -> text(each, "matter"))
                .toList();
    }
}
