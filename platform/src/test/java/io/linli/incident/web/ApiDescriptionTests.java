package io.linli.incident.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Whoever builds on the API finds everything that they need in its description, and it is true. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class ApiDescriptionTests {

    private record Described(String path, String method, JsonNode operation) {

        boolean reads() {
            return method.equals("get");
        }

        /** The names of the schemes of each way to be let in. */
        List<Set<String>> waysIn() {
            return operation
                    .path("security")
                    .valueStream()
                    .map(way -> Set.copyOf(way.propertyNames()))
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    Api api;
    JsonNode description;

    @BeforeEach
    void describe(@Autowired WebApplicationContext context) {
        api = new Api(context);
        description = api.get(null, "/v3/api-docs", 200);
    }

    @Test
    void saysOfEveryOperationWhatItDoesAndWhatItRefuses() {
        assertThat(operations()).isNotEmpty().allSatisfy(each -> {
            assertThat(each.operation().path("summary").asString(""))
                    .as("%s: summary", each)
                    .isNotBlank();
            var answers = each.operation().path("responses");
            assertThat(answers.has("default")).as("%s: default", each).isTrue();
            if (each.path().contains("{")) {
                assertThat(answers.has("404")).as("%s: 404", each).isTrue();
            }
            if (each.operation().has("requestBody") || each.path().contains("{")) {
                assertThat(answers.has("400")).as("%s: 400", each).isTrue();
            }
        });
        assertThat(description.path("components").path("responses").valueStream())
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.path("content")
                                .path("application/problem+json")
                                .path("schema")
                                .path("$ref")
                                .asString(""))
                        .isEqualTo("#/components/schemas/Problem"));
    }

    @Test
    void leavesNoBodyOpen() {
        assertThat(description.path("components").path("schemas").propertyStream())
                .isNotEmpty()
                .allSatisfy(schema -> assertThat(Stream.of("properties", "enum", "allOf", "anyOf", "format", "pattern")
                                .anyMatch(part -> !schema.getValue().path(part).isMissingNode()))
                        .as("%s says nothing: %s", schema.getKey(), schema.getValue())
                        .isTrue());
        assertThat(operations())
                .filteredOn(each -> each.operation().has("requestBody"))
                .allSatisfy(each -> assertThat(each.operation()
                                .path("requestBody")
                                .path("content")
                                .valueStream())
                        .as(each.toString())
                        .isNotEmpty()
                        .allSatisfy(content ->
                                assertThat(content.path("schema").isEmpty()).isFalse()));
        assertThat(parameters("/api/incidents", "get")).contains("area").doesNotContain("area.code");
    }

    @Test
    void tellsWhoIsLetIn() {
        for (var each : operations()) {
            if (!each.path().startsWith("/api/")) {
                continue;
            }
            boolean open = each.waysIn().stream().noneMatch(way -> way.contains("session"));
            if (open) {
                assertThat(each.waysIn())
                        .as(each.toString())
                        .isEqualTo(each.reads() ? List.of() : List.of(Set.of("csrf")));
            } else {
                assertThat(each.waysIn())
                        .as(each.toString())
                        .containsExactly(each.reads() ? Set.of("session") : Set.of("session", "csrf"), Set.of("token"));
            }
            var status = stranger(each);
            assertThat(status == 401).as("%s as a stranger: %d", each, status).isEqualTo(!open);
        }
    }

    @Test
    void tellsProgramsHowToGetATokenAndForWhat() {
        var token = description.path("paths").path("/oauth2/token").path("post");
        assertThat(token.path("requestBody")
                        .path("content")
                        .path("application/x-www-form-urlencoded")
                        .path("schema")
                        .path("properties")
                        .propertyNames())
                .contains("grant_type", "scope");
        var flow = description
                .path("components")
                .path("securitySchemes")
                .path("token")
                .path("flows")
                .path("clientCredentials");
        assertThat(flow.path("tokenUrl").asString("")).isEqualTo("/oauth2/token");
        assertThat(flow.path("scopes").propertyNames()).contains("incident:report-for", "incident:read");
        var list = description.path("paths").path("/api/incidents").path("get").path("security");
        assertThat(list.toString()).contains("{\"token\":[\"incident:read\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/event/report", "/api/incidents"})
    void showsReportsThatAreTaken(String path) {
        var body = description
                .path("paths")
                .path(path)
                .path("post")
                .path("requestBody")
                .path("content")
                .path("application/json");
        assertThat(body.path("examples").propertyStream()).hasSize(5).allSatisfy(example -> {
            var value = example.getValue().path("value");
            var json = value.isString() ? value.asString() : value.toString();
            assertThat(api.post("resident", path, json, 201).path("number").asString(""))
                    .as(example.getKey())
                    .isNotBlank();
        });
        assertThat(body.path("schema").path("$ref").asString(""))
                .isEqualTo("#/components/schemas/" + (path.equals("/api/incidents") ? "Report" : "TypedReport"));
        var report = description.path("components").path("schemas").path("Report");
        assertThat(report.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("location", "description");
        assertThat(report.path("properties").path("location").path("anyOf").size())
                .isEqualTo(2);
    }

    private List<Described> operations() {
        var found = new ArrayList<Described>();
        description
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(each -> found.add(new Described(path.getKey(), each.getKey(), each.getValue()))));
        return found;
    }

    private List<String> parameters(String path, String method) {
        return Api.texts(description.path("paths").path(path).path(method).path("parameters"), "name");
    }

    private int stranger(Described each) {
        var path = each.path().replaceAll("\\{[^}]+}", "01990000-0000-7000-8000-000000000000");
        return api.http(null)
                .method(HttpMethod.valueOf(each.method().toUpperCase(java.util.Locale.ROOT)))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
