package io.linli.facility;

import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.residents.web.ResidentsApi;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Shelters and supplies of a town where nobody else keeps any. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FacilityApiTests {

    private static final String HERE = "430181116";
    private static final String THERE = "430181115";

    @Autowired
    WebApplicationContext context;

    @Autowired
    Reservations reservations;

    @Autowired
    TransactionTemplate transaction;

    private ResidentsApi api;
    private String here;
    private String there;
    private String worker;

    @BeforeEach
    void openPosts() {
        api = new ResidentsApi(context);
        here = SomeAccounts.opened(context, Role.STREET_STAFF, HERE);
        there = SomeAccounts.opened(context, Role.STREET_STAFF, THERE);
        worker = SomeAccounts.opened(context, Role.GRID_WORKER, HERE + "201001");
    }

    @AfterEach
    void lockThem() {
        List.of(here, there, worker).forEach(one -> SomeAccounts.lock(context, one));
    }

    @Test
    void keepsAShelterForItsNeighbourhoodAndItsNumberForThoseWhoKeepIt() {
        var id = text(api.post(here, "/api/facilities/shelters", shelter(3, "13800138000"), 201), "id");

        assertThat(text(one(here, id), "phone")).isEqualTo("13800138000");
        assertThat(one(worker, id).has("phone")).isFalse();
        assertThat(one(worker, id).path("mayChange").asBoolean()).isFalse();
        assertThat(one(there, id).isMissingNode()).isTrue();
        assertThat(one("resident", id, 403).isMissingNode()).isTrue();
        api.post(worker, "/api/facilities/shelters", shelter(3, ""), 403);
        assertThat(text(api.post(there, "/api/facilities/shelters", shelter(3, ""), 403), "code"))
                .isEqualTo("FACILITY_OTHER_GROUND");
        assertThat(text(
                        api.post(there, "/api/facilities/shelters/" + id + "/close", "{\"reason\": \"x\"}", 404),
                        "code"))
                .isEqualTo("SHELTER_UNKNOWN");
        assertThat(text(api.post(here, "/api/facilities/shelters", shelter(0, ""), 400), "code"))
                .isEqualTo("FACILITY_DATA_INVALID");
        assertThat(text(api.post(here, "/api/facilities/shelters", shelter(3, "12"), 400), "code"))
                .isEqualTo("FACILITY_DATA_INVALID");

        var guest = UUID.randomUUID();
        assertThat(beds(guest, id, 2)).isTrue();
        assertThat(one(here, id).path("free").asInt()).isEqualTo(1);
        assertThat(text(
                        api.post(here, "/api/facilities/shelters/" + id + "/close", "{\"reason\": \"x\"}", 409),
                        "code"))
                .isEqualTo("FACILITY_TAKEN");
        assertThat(beds(guest, id, 3)).as("instead of the two, not beside them").isTrue();
        transaction.executeWithoutResult(status -> reservations.release(guest));
        api.post(here, "/api/facilities/shelters/" + id + "/close", "{\"reason\": \"改作他用\"}", 204);
        assertThat(one(here, id).isMissingNode()).isTrue();
    }

    @Test
    void keepsSuppliesWithWhoHasThemAndSeatsOnlyWhereSomebodySits() {
        var bus = text(api.post(here, "/api/facilities/supplies", supply("VEHICLE", 7, 1), 201), "id");
        assertThat(text(api.post(here, "/api/facilities/supplies", supply("PUMP", 7, 0), 400), "code"))
                .isEqualTo("FACILITY_DATA_INVALID");
        assertThat(text(api.post(here, "/api/facilities/supplies", supply("BOAT", 2, 3), 400), "code"))
                .isEqualTo("FACILITY_DATA_INVALID");
        api.post(here, "/api/facilities/supplies", supply("SANDBAGS", 0, 0), 201);

        var vehicles =
                api.get(worker, "/api/facilities/supplies?kind=VEHICLE", 200).path("items");
        assertThat(vehicles.valueStream().map(one -> text(one, "id"))).containsExactly(bus);
        assertThat(text(vehicles.path(0), "holder")).isEqualTo("示例应急队");

        var riders = IntStream.range(0, 2).mapToObj(i -> UUID.randomUUID()).toList();
        assertThat(seats(riders.getFirst(), bus, 2, 1)).isTrue();
        assertThat(seats(riders.getLast(), bus, 1, 1))
                .as("one place for a wheelchair")
                .isFalse();
        assertThat(seats(riders.getLast(), bus, 6, 0)).as("five seats are left").isFalse();
        assertThat(seats(riders.getLast(), bus, 5, 0)).isTrue();
        transaction.executeWithoutResult(status -> reservations.release(riders));
        assertThat(api.get(worker, "/api/facilities/supplies?kind=VEHICLE", 200)
                        .path("items")
                        .path(0)
                        .path("freeSeats")
                        .asInt())
                .isEqualTo(7);
        api.post(here, "/api/facilities/supplies/" + bus + "/close", "{\"reason\": \"报废\"}", 204);
    }

    @Test
    void neverGivesABedTwiceHoweverManyAskAtOnce() throws Exception {
        var id = text(api.post(here, "/api/facilities/shelters", shelter(7, ""), 201), "id");
        var holders = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var asked = threads.invokeAll(holders.stream()
                    .map(holder -> (Callable<Boolean>) () -> beds(holder, id, 1))
                    .toList());
            int given = 0;
            for (var one : asked) {
                given += one.get() ? 1 : 0;
            }
            assertThat(given).isEqualTo(7);
        }
        assertThat(one(here, id).path("free").asInt()).isZero();
        transaction.executeWithoutResult(status -> reservations.release(holders));
        assertThat(one(here, id).path("free").asInt()).isEqualTo(7);
        api.post(here, "/api/facilities/shelters/" + id + "/close", "{\"reason\": \"试完\"}", 204);
    }

    private boolean beds(UUID holder, String shelter, int beds) {
        return Boolean.TRUE.equals(
                transaction.execute(status -> reservations.beds(holder, UUID.fromString(shelter), beds)));
    }

    private boolean seats(UUID holder, String vehicle, int seats, int wheelchairs) {
        return Boolean.TRUE.equals(transaction.execute(
                status -> reservations.seats(holder, UUID.fromString(vehicle), seats, wheelchairs)));
    }

    private JsonNode one(String who, String id) {
        return one(who, id, 200);
    }

    private JsonNode one(String who, String id, int status) {
        return api.get(who, "/api/facilities/shelters", status)
                .path("items")
                .valueStream()
                .filter(each -> text(each, "id").equals(id))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String shelter(int capacity, String phone) {
        return """
                {"area": "%s", "name": "示例中学体育馆", "address": "示例路1号", "capacity": %d, "stairs": false,
                 "wheelchair": true, "animals": false, "power": true, "holder": "示例值班室", "phone": "%s"}""".formatted(HERE, capacity, phone);
    }

    private static String supply(String kind, int seats, int wheelchairs) {
        return """
                {"kind": "%s", "area": "%s", "name": "示例", "quantity": 1, "seats": %d, "wheelchairs": %d,
                 "holder": "示例应急队"}""".formatted(kind, HERE, seats, wheelchairs);
    }
}
