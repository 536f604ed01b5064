package io.linli.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.LinliApplication;
import io.linli.files.SomePhoto;
import io.linli.settings.SystemScope;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Several applications on one database, as behind a gateway: none of them keeps what another needs. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=linli-one-of-several", "linli.identity.reports.worker=0"})
@TestInstance(Lifecycle.PER_CLASS)
class TwoInstancesTests {

    private final List<ConfigurableApplicationContext> others = new ArrayList<>();

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    private URI one = URI.create("http://localhost");
    private URI two = URI.create("http://localhost");

    /** Like {@link #two}, but its files lie where those of {@link #one} do. */
    private URI sharing = URI.create("http://localhost");

    @BeforeAll
    void start(@LocalServerPort int port, @Autowired Environment settings, @TempDir Path elsewhere) {
        one = URI.create("http://localhost:" + port);
        two = another(settings, elsewhere.toString());
        sharing = another(settings, requireNonNull(settings.getProperty("linli.data-dir")));
    }

    private URI another(Environment settings, String files) {
        var same = Stream.of(
                        "spring.datasource.url",
                        "spring.datasource.username",
                        "spring.flyway.url",
                        "spring.flyway.user",
                        "spring.datasource.hikari.minimum-idle",
                        "LINLI_DEMO_PASSWORD",
                        "linli.key-file",
                        // what the tests of this database count on: no homes filled, nothing sealed or escalated
                        // meanwhile
                        "linli.demo.scale",
                        "linli.audit.sealer",
                        "linli.incident.timers",
                        "linli.identity.reports.worker")
                .map(name -> "--" + name + "=" + settings.getProperty(name));
        var own = Stream.of("--server.port=0", "--linli.demo=true", "--linli.data-dir=" + files);
        var application = new SpringApplicationBuilder(LinliApplication.class)
                .run(Stream.concat(same, own).toArray(String[]::new));
        others.add(application);
        return URI.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    void stop() {
        others.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void countOnceWhatEachOfThemTakesIn() throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(this::isAllRead);
        long before = counted();
        var ids = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reports = Stream.of(one, two, sharing)
                    .map(instance -> threads.submit(() -> {
                        var taken = new ArrayList<String>();
                        try (var worker = signedIn(instance)) {
                            for (int n = 0; n < 15; n++) {
                                taken.add(reported(worker, UUID.randomUUID().toString()));
                            }
                        }
                        return taken;
                    }))
                    .toList();
            for (var report : reports) {
                ids.addAll(report.get());
            }
        }
        assertThat(ids).hasSize(45).doesNotHaveDuplicates();

        await().atMost(Duration.ofSeconds(60)).until(this::isAllRead);
        assertThat(counted() - before).isEqualTo(45);
        assertThat(ask("""
                        select count(*) from journal.entry
                        where type = 'incident.reported/1' and body ->> 'incident' = any (string_to_array(?, ','))""", ids)).isEqualTo(45);
        assertThat(ask(
                        "select count(*) from incident.search where incident = any (string_to_array(?, ',')::uuid[])",
                        ids))
                .isEqualTo(45);
    }

    @Test
    void knowWhoSignedInAtAnotherAndWhoSignedOut() throws Exception {
        try (var person = signedIn(one);
                var there = person.at(two)) {
            assertThat(there.get("/api/session").body()).contains("\"grid\"");
            assertThat(reported(there, UUID.randomUUID().toString())).isNotEmpty();

            assertThat(there.signOut().statusCode()).isBetween(200, 204);
            assertThat(person.get("/api/session").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void takeAReportOnceThatIsSentToBothAtTheSameTime() throws Exception {
        try (var person = signedIn(one);
                var there = person.at(two);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 10; n++) {
                var key = UUID.randomUUID().toString();
                List<Callable<String>> both = List.of(() -> reported(person, key), () -> reported(there, key));
                var ids = new ArrayList<String>();
                for (Future<String> answer : threads.invokeAll(both)) {
                    ids.add(answer.get());
                }
                assertThat(ids.getFirst()).isEqualTo(ids.getLast()).isEqualTo(reported(person, key));
                assertThat(ask("select count(*) from incident.words where text like '%' || ?", List.of(key)))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void showAPhotoOfAnotherOnlyWhenTheyShareTheStorage() throws Exception {
        try (var person = signedIn(one);
                var apart = person.at(two);
                var beside = person.at(sharing)) {
            var photo = JsonMapper.shared()
                    .readTree(person.upload("灯.jpg", SomePhoto.jpeg(640, 480)).body())
                    .path("id")
                    .asString("");
            var body =
                    "{\"location\": {\"gridCode\": \"430181002001001\"}, \"description\": \"示例：路灯不亮\", \"photos\": [\"%s\"]}"
                            .formatted(photo);
            // reported to the one that does not have the file: it is bound to the report there all the same
            var answer = apart.post("/api/incidents", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            var path = "/api/incidents/"
                    + JsonMapper.shared().readTree(answer.body()).path("id").asString("") + "/photos/" + photo;

            assertThat(person.get(path).statusCode()).isEqualTo(200);
            assertThat(beside.get(path).statusCode()).isEqualTo(200);
            var missing = apart.get(path);
            assertThat(missing.statusCode()).isEqualTo(503);
            assertThat(missing.body()).contains("FILE_NOT_HERE", "这台服务器上没有它");
        }
    }

    private static Visitor signedIn(URI instance) throws Exception {
        var person = new Visitor(instance);
        assertThat(person.signIn("grid", "open sesame").statusCode()).isEqualTo(200);
        return person;
    }

    private static String reported(Visitor person, String key) throws Exception {
        var answer = person.post(
                "/api/incidents",
                "{\"location\": {\"gridCode\": \"430181002001001\"}, \"description\": \"示例：路灯不亮 %s\"}".formatted(key),
                key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("id").asString("");
    }

    private long counted() {
        return ask("select coalesce(sum(n), 0) from incident.tally where '' = ?", List.of());
    }

    private boolean isAllRead() {
        return ask("""
                select count(*) from journal.cursor c, journal.entry e
                where '' = ? and c.reader in ('incident-counts', 'incident-search')
                  and (e.epoch, e.xid, e.seq) > (c.epoch, c.xid, c.seq)""", List.of()) == 0;
    }

    private long ask(String question, List<String> about) {
        return requireNonNull(system.call(() -> transaction.execute(status -> database.sql(question)
                .param(String.join(",", about))
                .query(Long.class)
                .single())));
    }
}
