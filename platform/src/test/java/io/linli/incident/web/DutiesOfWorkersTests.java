package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.residents.web.ResidentsApi;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** 收集民情、调解纠纷、服务群众: in a town whose grids no other test works in. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DutiesOfWorkersTests {

    private static final String TOWN = "430181108";

    @Test
    void areCountedOfEachWorkerFromWhatIsRecordedAndOtherwiseNotMeasured(
            @Autowired WebApplicationContext context, @Autowired JdbcClient database) {
        var api = new Api(context);
        var grid = database.sql("select min(code) from territory.area where code like ? and length(code) = 15")
                .param(TOWN + "%")
                .query(String.class)
                .single();
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, grid);
        var other = SomeAccounts.opened(context, Role.GRID_WORKER, grid);
        try {
            var residents = new ResidentsApi(context);
            var person = ResidentsApi.text(residents.person(worker, residents.home(worker, grid), "示例甲"), "id");
            residents.post(
                    worker,
                    "/api/residents/" + person + "/visits",
                    "{\"form\": \"HOME\", \"answers\": {\"people\": \"1\", \"care\": \"false\", \"gas\": \"true\"}}",
                    201);
            api.post(worker, "/api/incidents", report(grid, "路灯不亮", ""), 201);
            api.post(worker, "/api/incidents", report(grid, "不想让人知道是我说的", ", \"privacy\": \"CONFIDENTIAL\""), 201);
            api.post(
                    worker,
                    "/api/incidents/settled",
                    report(
                            grid,
                            "两家为放鞋柜吵架，当场说和了",
                            ", \"type\": \"邻里纠纷\", \"done\": {\"note\": \"说和了\", \"photos\": [\"%s\"]}"
                                    .formatted(api.photo(worker))),
                    201);

            var report = duties(api, "district", grid);
            assertThat(texts(report.path("kinds"), "what"))
                    .containsExactly("REPORTS", "DISPUTE_MATTERS", "MEDIATIONS", "VISITS", "APPLICATIONS");
            assertThat(report.path("kinds")
                            .valueStream()
                            .filter(kind -> !kind.path("measured").asBoolean())
                            .map(kind -> text(kind, "what")))
                    .containsExactly("MEDIATIONS", "APPLICATIONS");
            assertThat(texts(report.path("kinds"), "from"))
                    .allSatisfy(from -> assertThat(from).isNotBlank());
            var own = counts(report, SomeAccounts.id(context, worker).toString());
            assertThat(own.toString())
                    .as("the one in confidence is counted for nobody")
                    .isEqualTo("{\"REPORTS\":2,\"DISPUTE_MATTERS\":1,\"VISITS\":1}");
            assertThat(counts(report, SomeAccounts.id(context, other).toString())
                            .toString())
                    .as("nothing was recorded of them; what nobody measures has no number")
                    .isEqualTo("{\"REPORTS\":0,\"DISPUTE_MATTERS\":0,\"VISITS\":0}");

            assertThat(texts(duties(api, worker, grid).path("workers"), "account"))
                    .as("a worker sees their own line alone")
                    .containsExactly(SomeAccounts.id(context, worker).toString());
            assertThat(code(api.get("street", path(grid, month()), 403))).isEqualTo("WORKFORCE_ELSEWHERE");
            api.get("resident", path(grid, month()), 403);
            assertThat(counts(
                                    api.get("district", path(grid, month().minusMonths(1)), 200),
                                    SomeAccounts.id(context, worker).toString())
                            .path("REPORTS")
                            .asInt(-1))
                    .as("last month")
                    .isZero();
        } finally {
            SomeAccounts.lock(context, worker);
            SomeAccounts.lock(context, other);
        }
    }

    private static JsonNode duties(Api api, String who, String grid) {
        return api.get(who, path(grid, month()), 200);
    }

    private static JsonNode counts(JsonNode report, String account) {
        return report.path("workers")
                .valueStream()
                .filter(one -> text(one, "account").equals(account))
                .findFirst()
                .orElseThrow()
                .path("counts");
    }

    private static String path(String grid, YearMonth month) {
        return "/api/workforce/duties?area=" + grid + "&month=" + month;
    }

    private static YearMonth month() {
        return YearMonth.now(ZoneId.of("Asia/Shanghai"));
    }

    private static String report(String grid, String words, String more) {
        return "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"%s\"%s}".formatted(grid, words, more);
    }
}
