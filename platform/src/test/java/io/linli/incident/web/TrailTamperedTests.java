package io.linli.incident.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Somebody with the rights of the database's owner changes a trail past the application: whoever looks is told where. */
@SpringBootTest(properties = "linli.identity.reports.resident=0")
class TrailTamperedTests {

    @Autowired
    Flyway migrations;

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void isIntactWhenNobodyTouchedIt() {
        var detail = api.detail("community", closed());

        assertThat(detail.path("trailIntact").asBoolean(false)).isTrue();
        assertThat(detail.path("trailBrokenAt").isMissingNode()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a time moved              | 4 | update incident.trail set at = at - interval '1 hour' where incident = '%s' and number = 4
            the time on the phone     | 4 | update incident.trail set happened_at = at - interval '1 hour' where incident = '%s' and number = 4
            a name exchanged          | 4 | update incident.trail set actor_name = '别人' where incident = '%s' and number = 4
            a state rewritten         | 2 | update incident.trail set status = 'REJECTED' where incident = '%s' and number = 2
            a deadline put off        | 3 | update incident.trail set due_at = due_at + interval '1 day' where incident = '%s' and number = 3
            a note rewritten          | 5 | update incident.trail set note = '没有换灯泡' where incident = '%s' and number = 5
            a row with its hash       | 3 | update incident.trail set detail = 'x', hash = decode(repeat('00', 32), 'hex') where incident = '%s' and number = 3
            a row removed             | 3 | delete from incident.trail where incident = '%s' and number = 3
            the last row removed      | 6 | delete from incident.trail where incident = '%s' and number = 6
            all rows removed          | 1 | delete from incident.trail where incident = '%s'
            a row put in at the end   | 7 | insert into incident.trail select incident, 7, at, step, status, actor, actor_name, actor_role, detail, note, sealed, photos, due_at, digest, hash from incident.trail where incident = '%s' and number = 6
            """)
    void saysAtWhichEntryItWasChanged(String what, int at, String change) {
        var incident = closed();
        tamper(incident, change.formatted(Api.id(incident)));

        var detail = api.detail("community", incident);
        assertThat(detail.path("trailIntact").asBoolean(true)).as(what).isFalse();
        assertThat(detail.path("trailBrokenAt").asInt(0)).as(what).isEqualTo(at);
    }

    @Test
    void saysSoWhenARowWasPutInBetween() {
        var incident = closed();
        var id = Api.id(incident);
        tamper(
                incident,
                "update incident.trail set number = number + 100 where incident = '%s' and number >= 4".formatted(id),
                "update incident.trail set number = number - 99 where incident = '%s' and number >= 100".formatted(id),
                """
                insert into incident.trail select incident, 4, at, 'REJECT', 'REJECTED', actor, actor_name, actor_role,
                    detail, note, sealed, photos, due_at, digest, hash
                from incident.trail where incident = '%s' and number = 3""".formatted(id));

        assertThat(api.detail("community", incident).path("trailBrokenAt").asInt(0))
                .isEqualTo(4);
    }

    private @Nullable String tampered;

    /** Others compare trails with what the events told. */
    @AfterEach
    void putBack() {
        if (tampered != null) {
            change(
                    "delete from incident.trail where incident = '%s'".formatted(tampered),
                    "insert into incident.trail select * from public.kept_trail",
                    "drop table public.kept_trail");
        }
    }

    /** Reported, filed, dispatched, taken, answered, closed: six entries. */
    private JsonNode closed() {
        var reported = api.report("resident", "楼下的路灯不亮");
        api.step("grid", reported, "take", "{}");
        api.step("grid", reported, "feedback", "{\"note\": \"换了灯泡\"}");
        return api.step("community", reported, "inspect", "{\"result\": \"PASSED\", \"note\": \"亮了\"}");
    }

    private void tamper(JsonNode incident, String... changes) {
        tampered = Api.id(incident);
        change("create table public.kept_trail as select * from incident.trail where incident = '%s'"
                .formatted(tampered));
        assertThat(change(changes)).allMatch(rows -> rows > 0);
    }

    private List<Integer> change(String... changes) {
        var owner = migrations.getConfiguration().getDataSource();
        var database = new JdbcTemplate(owner);
        List<Integer> rows = new TransactionTemplate(new DataSourceTransactionManager(owner)).execute(status -> {
            database.execute("select set_config('linli.scope', 'system', true)");
            database.execute("alter table incident.trail disable trigger append_only");
            var changed = Stream.of(changes).map(database::update).toList();
            database.execute("alter table incident.trail enable trigger append_only");
            return changed;
        });
        return rows == null ? List.of() : rows;
    }
}
