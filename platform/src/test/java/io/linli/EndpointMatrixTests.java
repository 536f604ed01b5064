package io.linli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import io.linli.files.SomePhoto;
import io.linli.files.Uploads;
import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.residents.SomePerson;
import io.linli.residents.web.ResidentsApi;
import io.linli.territory.GeoPoint;
import io.linli.territory.Placement;
import io.linli.territory.Territory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks every endpoint that gives data out, as every demo account, against {@code endpoint-matrix.csv}: who sees which of
 * five planted incidents and two planted people. An endpoint without a row fails, so nothing is given out that nobody thought about.
 *
 * <p>Rows: {@code endpoint;account;visible;hidden}. Account {@code *} with {@code reference}, {@code own} or
 * {@code open} and a reason for what is not scoped; it may end with {@code /**}. {@code {id}} is called for each
 * incident, {@code {area}} for the grid of each (counts: none urgent means hidden), {@code {bbox}} around each,
 * {@code {photo}} for the photo of each. {@code POST /api/files} says who may upload, {@code own} or {@code refused}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EndpointMatrixTests {

    private static final Set<String> NOT_SCOPED = Set.of("reference", "own", "open");
    private static final String UPLOAD = "POST /api/files";
    private static final String VISIT =
            "{\"form\": \"HOME\", \"answers\": {\"people\": \"2\", \"care\": \"true\", \"gas\": \"true\"}}";
    private static final String HERE = "430181002001001"; // of the demo account grid
    private static final String THERE = "430181002006001"; // of grid2

    private record Row(String endpoint, String account, String visible, String hidden) {

        boolean scoped() {
            return !account.equals("*");
        }

        boolean covers(String other) {
            return endpoint.endsWith("/**")
                    ? other.startsWith(endpoint.substring(0, endpoint.length() - 2))
                    : path().equals(other);
        }

        /** Without the query. */
        String path() {
            return endpoint.split("\\?", 2)[0];
        }

        Stream<String> names(String column) {
            return Arrays.stream(column.split(" ", -1)).filter(name -> !name.isEmpty());
        }
    }

    private record Plant(String id, String number, String area, GeoPoint point, String photo) {

        /** Some metres around it. */
        String box() {
            var west = point.longitude() - 0.00001;
            var south = point.latitude() - 0.00001;
            return "%.7f,%.7f,%.7f,%.7f".formatted(west, south, west + 0.00002, south + 0.00002);
        }
    }

    private record Answer(int status, String body) {}

    @Autowired
    WebApplicationContext context;

    @Autowired
    JsonMapper json;

    private final Map<String, Plant> plants = new LinkedHashMap<>();

    @BeforeEach
    void plant() {
        plants.put("here", report("resident", HERE, "电线掉在地上，有人触电", ""));
        plants.put("there", report("resident2", THERE, "电线掉在地上，有人触电", ""));
        plants.put("urban", report("resident2", THERE, "小区门口垃圾成堆没有人清理", ""));
        plants.put("about", report("resident", HERE, "社区工作人员态度很差", ", \"about\": {\"party\": \"COMMUNITY_WORKER\"}"));
        plants.put("secret", report("resident", HERE, "有人夜里倒废水", ", \"privacy\": \"CONFIDENTIAL\""));
        client("street")
                .post()
                .uri("/api/incidents/{id}/disclosures", plant("secret").id())
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"reason\": \"需要核实\"}")
                .exchange()
                .expectStatus()
                .isCreated();
        plantPerson("here", "grid", HERE);
        plantPerson("there", "grid2", THERE);
    }

    /** Somebody in a home there, with all that hangs on it; each part is looked for apart. */
    private void plantPerson(String where, String account, String grid) {
        var residents = new ResidentsApi(context);
        var home = residents.home(account, grid);
        var number = SomePerson.identity();
        var person = residents.post(account, "/api/residents", ResidentsApi.body(home, "示例甲", number), 201);
        var own = SomeAccounts.opened(context, Role.RESIDENT, grid.substring(0, 12));
        var claim = "{\"name\": \"示例甲\", \"identity\": \"%s\"}".formatted(number);
        var first = residents.post(own, "/api/homes/" + home + "/claims", claim, 201);
        residents.post(account, "/api/homes/claims/" + ResidentsApi.text(first, "id") + "/confirm", "{}", 200);
        var second = residents.home(account, grid);
        var community = where.equals("here") ? "community" : "street";
        var point = new GeoPoint(0, 0);
        for (var part : Map.of(
                        "lives-", ResidentsApi.text(person, "id"),
                        "house-", ResidentsApi.text(person, "household", "id"),
                        "door-", home,
                        "visit-",
                                made(
                                        residents,
                                        account,
                                        "/api/residents/" + ResidentsApi.text(person, "id") + "/visits",
                                        VISIT),
                        "claim-", made(residents, own, "/api/homes/" + second + "/claims", claim),
                        "correction-", made(residents, own, "/api/residents/mine/corrections", "{\"note\": \"请核对\"}"),
                        "bare-", residents.home(community, grid.substring(0, 12)),
                        "asked-", made(residents, "urban", "/api/data-protection/requests/access", asked(grid)))
                .entrySet()) {
            plants.put(part.getKey() + where, new Plant(part.getValue(), part.getValue(), grid, point, ""));
        }
    }

    /** A department's wish for data of that grid. */
    private static String asked(String grid) {
        var until = OffsetDateTime.now(ZoneOffset.UTC).plusDays(30);
        return """
            {"area": "%s", "what": ["residents.contact"], "purpose": "燃气安全告知", "until": "%s"}""".formatted(grid, until);
    }

    private static String made(ResidentsApi residents, String account, String path, String body) {
        return ResidentsApi.text(residents.post(account, path, body, 201), "id");
    }

    @Test
    void saysOfEveryEndpointWhoSeesWhat(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        var matrix = matrix();
        var endpoints = endpoints(mappings);

        assertThat(endpoints)
                .as("each has a row in endpoint-matrix.csv")
                .allSatisfy(endpoint -> assertThat(matrix).anyMatch(row -> row.covers(endpoint)));
        assertThat(matrix)
                .filteredOn(row -> row.scoped() || row.visible().equals("own"))
                .as("each row is of an endpoint that exists")
                .allSatisfy(row -> assertThat(endpoints).contains(row.path()));
        assertThat(matrix)
                .filteredOn(row -> !row.scoped())
                .allSatisfy(row -> assertThat(NOT_SCOPED).contains(row.visible()))
                .allSatisfy(row -> assertThat(row.hidden()).as("the reason").isNotBlank());
    }

    @Test
    void looksAtEachScopedEndpointAsEveryAccount() {
        var accounts = accounts();
        matrix().stream()
                .filter(Row::scoped)
                .collect(Collectors.groupingBy(Row::endpoint))
                .forEach((endpoint, rows) -> {
                    assertThat(rows.stream().map(Row::account))
                            .as(endpoint)
                            .containsExactlyInAnyOrderElementsOf(accounts);
                    assertThat(rows)
                            .as("%s shows something", endpoint)
                            .anyMatch(row -> row.names(row.visible()).anyMatch(plants::containsKey));
                    assertThat(rows)
                            .as("%s hides something", endpoint)
                            .anyMatch(row -> row.names(row.hidden()).anyMatch(plants::containsKey));
                });
    }

    @Test
    void showsEveryAccountWhatItMaySeeAndHidesTheRest() {
        var wrong = new ArrayList<String>();
        for (var row : matrix()) {
            if (row.scoped()) {
                row.names(row.visible()).forEach(name -> check(row, name, true, wrong));
                row.names(row.hidden()).forEach(name -> check(row, name, false, wrong));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void tellsStrangersNothing() {
        var scoped = matrix().stream()
                .filter(Row::scoped)
                .map(Row::endpoint)
                .distinct()
                .toList();
        assertThat(scoped).isNotEmpty().allSatisfy(endpoint -> {
            var address = address(endpoint, plant("here"));
            assertThat(call(null, address).status()).as(endpoint).isEqualTo(401);
        });
    }

    @Test
    void letsThoseUploadWhoMayAndNobodyUseThePhotosOfOthers() throws Exception {
        var rows = all().stream().filter(row -> row.endpoint().equals(UPLOAD)).toList();
        assertThat(rows.stream().map(Row::account)).containsExactlyInAnyOrderElementsOf(accounts());
        var server = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        var uploaded = new LinkedHashMap<String, String>();
        for (var row : rows) {
            var answer = server.perform(multipart("/api/files")
                            .file(new MockMultipartFile("file", "p.jpg", "image/jpeg", SomePhoto.jpeg(64, 48)))
                            .with(SignedIn.as(row.account()))
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus())
                    .as(row.account())
                    .isEqualTo(row.hidden().equals("refused") ? 403 : 201);
            if (answer.getStatus() == 201) {
                uploaded.put(
                        row.account(),
                        json.readTree(answer.getContentAsString()).path("id").asString(""));
            }
        }

        client("resident2")
                .post()
                .uri("/api/incidents")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"不是我的\", \"photos\": [\"%s\"]}"
                        .formatted(THERE, uploaded.get("resident")))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private void check(Row row, String name, boolean visible, List<String> wrong) {
        if (name.equals("refused")) {
            var answer = call(row.account(), address(row.endpoint(), plant("here")));
            if (answer.status() != 403) {
                wrong.add("%s as %s: %d instead of refused".formatted(row.endpoint(), row.account(), answer.status()));
            }
            return;
        }
        var plant = plant(name);
        var answer = call(row.account(), address(row.endpoint(), plant));
        if (shows(row, plant, answer) != visible) {
            wrong.add("%s as %s: %s should be %s (%d %s)"
                    .formatted(
                            row.endpoint(),
                            row.account(),
                            name,
                            visible ? "visible" : "hidden",
                            answer.status(),
                            answer.body()
                                    .substring(0, Math.min(200, answer.body().length()))));
        }
    }

    private static String address(String endpoint, Plant plant) {
        return endpoint.replace("{id}", plant.id())
                .replace("{photo}", plant.photo())
                .replace("{area}", plant.area())
                .replace("{bbox}", plant.box());
    }

    private boolean shows(Row row, Plant plant, Answer answer) {
        if (answer.status() == 403) {
            return false;
        }
        if (row.endpoint().contains("{id}")) {
            return answer.status() == 200;
        }
        assertThat(answer.status())
                .as("%s as %s: %s", row.endpoint(), row.account(), answer.body())
                .isEqualTo(200);
        if (row.endpoint().contains("{area}")) {
            return json.readTree(answer.body()).findValues("urgent").stream().anyMatch(n -> n.asLong() > 0);
        }
        return answer.body().contains(plant.id()) || answer.body().contains(plant.number());
    }

    private Plant plant(String name) {
        var plant = plants.get(name);
        return plant == null ? fail("no incident is called " + name) : plant;
    }

    private Plant report(String account, String grid, String description, String more) {
        var point = pointIn(grid);
        var photo = context.getBean(Uploads.class)
                .take(SomePhoto.jpeg(64, 48), account)
                .id()
                .toString();
        var body =
                "{\"location\": {\"longitude\": %s, \"latitude\": %s}, \"description\": \"%s\", \"photos\": [\"%s\"]%s}"
                        .formatted(point.longitude(), point.latitude(), description, photo, more);
        var answer = client(account)
                .post()
                .uri("/api/incidents")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        JsonNode receipt = json.readTree(String.valueOf(answer));
        assertThat(receipt.path("gridCode").asString("")).isEqualTo(grid);
        return new Plant(receipt.path("id").asString(""), receipt.path("number").asString(""), grid, point, photo);
    }

    /** Anywhere in the grid; the demo's ground lies within these degrees. */
    private GeoPoint pointIn(String grid) {
        var territory = context.getBean(Territory.class);
        return Stream.generate(() -> new GeoPoint(random(112.9, 114.5), random(27.5, 28.9)))
                .limit(2_000_000)
                .filter(point -> {
                    var placed = territory.place(point, null);
                    return placed.how() == Placement.How.POINT
                            && placed.area().code().equals(grid);
                })
                .findFirst()
                .orElseThrow();
    }

    private static double random(double from, double to) {
        return Math.round(ThreadLocalRandom.current().nextDouble(from, to) * 1_000_000) / 1_000_000.0;
    }

    private Answer call(@org.jspecify.annotations.Nullable String account, String address) {
        var result = client(account)
                .get()
                .uri(address)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        return new Answer(result.getStatus().value(), String.valueOf(result.getResponseBody()));
    }

    private RestTestClient client(@org.jspecify.annotations.Nullable String account) {
        var request = MockMvcRequestBuilders.get("/").with(csrf());
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(account == null ? request : request.with(SignedIn.as(account))))
                .build();
    }

    /** The demo's, for which nobody has to be made up. */
    private Set<String> accounts() {
        return new TreeSet<>(
                context.getBean(JdbcClient.class).sql("""
                        select username from identity.account
                        where secret is not null and username !~ '^test-' and kind in ('PERSON', 'MACHINE')""").query(String.class).list());
    }

    private static Set<String> endpoints(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(each -> each.getValue().getBeanType().getName().startsWith("io.linli"))
                .map(Map.Entry::getKey)
                .filter(info -> {
                    var methods = info.getMethodsCondition().getMethods();
                    return methods.isEmpty() || methods.contains(RequestMethod.GET);
                })
                .flatMap(info -> info.getPatternValues().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is read; who may send is another matter. */
    private static List<Row> matrix() {
        return all().stream().filter(row -> !row.endpoint().equals(UPLOAD)).toList();
    }

    private static List<Row> all() {
        try {
            return new ClassPathResource("endpoint-matrix.csv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(";", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
