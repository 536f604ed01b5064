package io.linli.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.identity.sign-in.free-address=100000", "linli.identity.sign-in.most-address=100000"})
@Import(MovableClock.Settings.class)
class SignInLimitsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    Browser browser = new Browser(0);

    @BeforeEach
    void open(@LocalServerPort int port) {
        browser = new Browser(port);
    }

    /** They count for the address too, from which all other tests sign in. */
    @AfterEach
    void forgetTheFailures() {
        clock.start();
        database.sql("delete from identity.sign_in_failure").update();
    }

    @Test
    void makesWhoGuessesWaitLongerEachTime() {
        clock.stop();
        var name = SomeAccounts.opened(context, Role.GRID_WORKER, "430181002001001");
        fail(name, 3);
        assertThat(fail(name, 1))
                .as("the fourth is still let through")
                .extracting(HttpResponse::statusCode)
                .containsExactly(401);

        var refused = browser.signIn(name, SomeAccounts.PASSWORD);

        assertThat(refused.statusCode())
                .as("the right password has to wait too")
                .isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(1);
        assertThat(refused.body()).contains("SIGN_IN_TOO_OFTEN");
    }

    @Test
    void closesANameAfterManyFailures() {
        var name = SomeAccounts.opened(context, Role.GRID_WORKER, "430181002001001");
        failWithoutWaiting(name, 10);

        var refused = browser.signIn(name, SomeAccounts.PASSWORD);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(890L, 900L);
    }

    @Test
    void treatsANameThatNobodyHasLikeAnyOther() {
        clock.stop();
        var known = SomeAccounts.opened(context, Role.GRID_WORKER, "430181002001001");
        var unknown = SomeAccounts.name();

        var ofKnown = fail(known, 5).stream().map(SignInLimitsTests::told).toList();
        var ofUnknown = fail(unknown, 5).stream().map(SignInLimitsTests::told).toList();

        assertThat(ofUnknown).isEqualTo(ofKnown);
    }

    @Test
    void takesAsLongForANameThatNobodyHas() {
        var known = SomeAccounts.opened(context, Role.GRID_WORKER, "430181002001001");
        fail(SomeAccounts.name(), 3); // warm

        var ofKnown = nanos(known);
        var ofUnknown = nanos(SomeAccounts.name());

        // the password's hash is most of the work; without it an answer takes a tenth of the time
        assertThat((double) ofUnknown).isGreaterThan(ofKnown * 0.5);
    }

    @Test
    void forgetsFailuresWhenTheRightPasswordComes() {
        var name = SomeAccounts.opened(context, Role.GRID_WORKER, "430181002001001");
        fail(name, 2);
        assertThat(browser.signIn(name, SomeAccounts.PASSWORD).statusCode()).isEqualTo(200);
        fail(name, 2);

        assertThat(browser.signIn(name, SomeAccounts.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void gainsNothingFromGuessingInParallel(@LocalServerPort int port) throws Exception {
        var name = SomeAccounts.opened(context, Role.GRID_WORKER, "430181002001001");
        var answers = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                int guess = i;
                answers.add(threads.submit(
                        () -> new Browser(port).signIn(name, "guess " + guess).statusCode()));
            }
        }
        int looked = 0;
        for (var answer : answers) {
            looked += answer.get() == 401 ? 1 : 0;
        }
        assertThat(looked).as("passwords that were compared").isLessThanOrEqualTo(5);
    }

    @Test
    void writesEachAttemptDownWithoutNamesAndAddresses() {
        var name = SomeAccounts.opened(context, Role.GRID_WORKER, "430181002001001");
        fail(name, 1);
        browser.signIn(name, SomeAccounts.PASSWORD);

        assertThat(database.sql("""
                select outcome from identity.sign_in s join identity.account a on a.id = s.account
                where a.username = ? order by s.id""").param(name).query(String.class).list()).containsExactly("REFUSED", "SIGNED_IN");
        assertThat(database.sql("select count(*) from identity.sign_in where encode(name, 'escape') like ?")
                        .param("%" + name + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private List<HttpResponse<String>> fail(String name, int times) {
        var answers = new ArrayList<HttpResponse<String>>();
        for (int i = 0; i < times; i++) {
            answers.add(browser.signIn(name, "wrong " + i));
        }
        return answers;
    }

    private void failWithoutWaiting(String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(browser.signIn(name, "wrong " + i).statusCode()).isEqualTo(401);
            if (i < times - 1) {
                clock.advance(Duration.ofSeconds(1L << Math.max(0, i - 3)));
            }
        }
    }

    private long nanos(String name) {
        var start = System.nanoTime();
        fail(name, 3);
        return System.nanoTime() - start;
    }

    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.body();
    }
}
