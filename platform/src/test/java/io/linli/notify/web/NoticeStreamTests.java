package io.linli.notify.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.LiveBrowser;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.notify.Inbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

/**
 * What an open page is told, over a real connection. Nothing here is asked in a made-up request with a token against forged
 * ones: such a request changes for all that follow where the server keeps those tokens.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.notify.stream.heartbeat=200ms", "linli.notify.poll=200ms", "linli.notify.stream.each=2"})
class NoticeStreamTests {

    private static final String STREAM = "/api/notices/stream";

    @Autowired
    WebApplicationContext context;

    @Autowired
    Inbox inbox;

    @LocalServerPort
    int port;

    Reader reader;
    LiveBrowser browser;

    @BeforeEach
    void signIn() throws Exception {
        reader = Reader.someone(context);
        browser = new LiveBrowser(port);
        browser.signIn(reader.name());
    }

    @Test
    void tellsWhatComesAndHowMuchIsUnread() throws Exception {
        reader.told("000001");
        try (var page = browser.open(STREAM, null)) {
            page.says("data:{\"unread\":1}");
            assertThat(page.lines()).as("what was there before is in the list").doesNotContain("event:notice");

            reader.told("000002");
            page.says("id:2");
            page.says("event:notice");
            page.says("data:{\"unread\":2}");
            assertThat(String.join("\n", page.lines()))
                    .contains("incident:000002")
                    .doesNotContain("incident:000001");

            SignedIn.as(context, reader.name(), () -> {
                inbox.readAll(reader.account());
                return true;
            });
            page.says("data:{\"unread\":0}");
        }
    }

    @Test
    void tellsWhatWasMissedToWhoComesAgain() throws Exception {
        for (int n = 1; n <= 150; n++) {
            reader.told("00000" + n);
        }
        try (var page = browser.open(STREAM, "2")) {
            page.says("id:150");
            assertThat(page.lines()).contains("id:3").doesNotContain("id:2");
            assertThat(page.lines().stream().filter("event:notice"::equals)).hasSize(148);
        }
    }

    @Test
    void givesSignsOfLife() throws Exception {
        try (var page = browser.open(STREAM, null)) {
            page.says(":still here");
        }
    }

    @Test
    void endsWithTheSession() throws Exception {
        try (var page = browser.open(STREAM, null)) {
            page.says(":still here");
            browser.signOut();
            page.ends();
        }
        assertThat(browser.get(STREAM).statusCode()).isEqualTo(401);
    }

    @Test
    void endsWhenTheAccountIsLocked() throws Exception {
        try (var page = browser.open(STREAM, null)) {
            page.says(":still here");
            SomeAccounts.lock(context, reader.name());
            page.ends();
        }
    }

    @Test
    void letsTheOldestPageGoWhenSomebodyOpensTooMany() throws Exception {
        try (var first = browser.open(STREAM, null);
                var second = browser.open(STREAM, null);
                var third = browser.open(STREAM, null)) {
            first.ends();
            second.says(":still here");
            third.says(":still here");
        }
    }

    @Test
    void refusesAPlaceToGoOnFromThatIsNone() throws Exception {
        var refused = browser.send(STREAM, "yesterday");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body().toList().toString()).contains("NOTICE_PAGE_UNKNOWN");
    }
}
