package io.linli.incident;

import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.STREET_STAFF;
import static io.linli.incident.SomeIncident.COMMUNITY;
import static io.linli.incident.SomeIncident.GRID;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.territory.AreaCode;
import io.linli.territory.Placement;
import io.linli.territory.Territory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who gets a report, by its place, its kind and whom it is about. */
class DispatchTests {

    private static final AreaCode STREET = new AreaCode("430181002");
    private static final AreaCode ROOT = new AreaCode("430181");
    private static final OrgUnitId URBAN = new OrgUnitId("430181-urban");

    private final Set<Post> filled = new HashSet<>(Set.of(
            new Post(GRID_WORKER, GRID, null),
            new Post(COMMUNITY_WORKER, COMMUNITY, null),
            new Post(STREET_STAFF, STREET, null)));
    private final AccountId worker = AccountId.next();
    private final Dispatch dispatch = new Dispatch(catalogue(), new FilledPosts(filled, worker), territory());

    @Test
    void givesItToTheWorkerOfTheGrid() {
        assertThat(dispatch.holder(at(GRID), null, null)).isEqualTo(Holder.person(worker, GRID_WORKER, GRID));
    }

    @Test
    void goesUpWhereAPostIsVacant() {
        filled.remove(new Post(GRID_WORKER, GRID, null));
        assertThat(dispatch.holder(at(GRID), null, null)).isEqualTo(Holder.post(COMMUNITY_WORKER, COMMUNITY));

        filled.remove(new Post(COMMUNITY_WORKER, COMMUNITY, null));
        assertThat(dispatch.holder(at(GRID), null, null)).isEqualTo(Holder.post(STREET_STAFF, STREET));

        filled.clear();
        assertThat(dispatch.holder(at(GRID), null, null)).isEqualTo(Holder.post(DISTRICT_STAFF, ROOT));
    }

    @Test
    void givesItToTheIntakePostOfTheSmallestAreaKnown() {
        assertThat(dispatch.holder(at(COMMUNITY), null, null)).isEqualTo(Holder.post(COMMUNITY_WORKER, COMMUNITY));
        assertThat(dispatch.holder(at(ROOT), null, null)).isEqualTo(Holder.post(DISTRICT_STAFF, ROOT));
    }

    @Test
    void givesItToTheDepartmentThatMustDoThatKind() {
        assertThat(dispatch.holder(at(GRID), "9001", null)).isEqualTo(Holder.of(URBAN));
        assertThat(dispatch.holder(at(GRID), "01020201", null)).isEqualTo(Holder.of(URBAN));
        assertThat(dispatch.holder(at(GRID), "9008", null)).isEqualTo(Holder.person(worker, GRID_WORKER, GRID));
    }

    @Test
    void goesALevelUpFromWhomItIsAbout() {
        assertThat(dispatch.holder(at(GRID), null, new About(About.Party.GRID_WORKER, null, null)))
                .isEqualTo(Holder.post(COMMUNITY_WORKER, COMMUNITY));
        assertThat(dispatch.holder(at(GRID), null, new About(About.Party.COMMUNITY_WORKER, null, null)))
                .isEqualTo(Holder.post(STREET_STAFF, STREET));
        assertThat(dispatch.holder(at(GRID), "9001", new About(About.Party.UNIT, null, URBAN)))
                .isEqualTo(Holder.person(worker, GRID_WORKER, GRID));
    }

    @Test
    void goesHighEnoughToLookAfterThePlaceWhenItIsAboutSomebodyElsewhere() {
        var elsewhere = new AreaCode("430181002006001");

        assertThat(dispatch.holder(at(GRID), null, new About(About.Party.GRID_WORKER, elsewhere, null)))
                .isEqualTo(Holder.post(STREET_STAFF, STREET));
    }

    @Test
    void hidesTheWholeCommunityWhenTheGridIsNotKnown() {
        var about = new About(About.Party.GRID_WORKER, null, null);

        assertThat(about.hiddenFrom(at(COMMUNITY))).isEqualTo(COMMUNITY);
        assertThat(about.hiddenFrom(at(GRID))).isEqualTo(GRID);
        assertThat(about.hiddenFrom(at(ROOT))).isNull();
    }

    private static Placement at(AreaCode area) {
        return new Placement(area, area.equals(GRID) ? area : null, null, null, Placement.How.CODE);
    }

    private static Territory territory() {
        return (Territory) Proxy.newProxyInstance(
                Territory.class.getClassLoader(), new Class<?>[] {Territory.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("root")) {
                        return ROOT;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static DispatchCatalogue catalogue() {
        return new DispatchCatalogue(settings(), () -> new Taxonomy(ShippedCategories.kinds()), true);
    }

    static IncidentSettings.Rules rules() {
        var day = io.linli.calendar.SlaClock.WORKING_DAY;
        return new IncidentSettings.Rules(
                2,
                new IncidentSettings.Decision(1, day),
                Duration.ofDays(30),
                new IncidentSettings.Call(1, day),
                new IncidentSettings.FollowUp(5, day),
                10,
                300,
                new IncidentSettings.Weights(10, 45, 45),
                3,
                Duration.ofDays(90));
    }

    static IncidentSettings settings() {
        return new IncidentSettings(
                Duration.ofMinutes(30),
                new IncidentSettings.Limit(5, io.linli.calendar.SlaClock.WORKING_DAY),
                Map.of(),
                Duration.ofHours(24),
                5,
                Duration.ofMillis(50),
                new IncidentSettings.Warnings(70, 90),
                new IncidentSettings.Escalation(1, io.linli.calendar.SlaClock.WORKING_DAY),
                100,
                null,
                new IncidentSettings.Report(100, 5000, 200, 9, 50, 1000, Duration.ofDays(365)),
                rules());
    }
}
