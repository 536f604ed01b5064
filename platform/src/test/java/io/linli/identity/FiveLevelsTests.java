package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.SampleMatters.Matters;
import io.linli.territory.AreaLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** 省、市、县、乡、村: each level sees its own ground and nothing beside it; below them the grid. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(SampleMatters.class)
class FiveLevelsTests {

    private static final List<String> PLACES = List.of(
            "430181004001001", // the grid itself
            "430181004002001", // another village
            "430181003001001", // another township
            "430102001001001", // another county
            "430281001001001", // another city
            "440106001001001"); // another province

    @Autowired
    ScopedQuery scoped;

    @Autowired
    Matters matters;

    @Autowired
    RoleTemplates templates;

    @Autowired
    ApplicationContext context;

    @ParameterizedTest
    @CsvSource({
        "DISTRICT_STAFF, 43, 5",
        "DISTRICT_STAFF, 4301, 4",
        "DISTRICT_STAFF, 430181, 3",
        "STREET_STAFF, 430181004, 2",
        "COMMUNITY_WORKER, 430181004001, 1",
        "GRID_WORKER, 430181004001001, 1"
    })
    void eachSeesItsOwnGround(Role role, String area, int nearest) {
        var planted = PLACES.stream().map(matters::add).toList();
        var who = SomeAccounts.opened(context, role, area);

        assertThat(seenBy(who))
                .containsAll(planted.subList(0, nearest))
                .doesNotContainAnyElementsOf(planted.subList(nearest, planted.size()));
    }

    @Test
    void mayDoWhatIsTheirs() {
        var grid = may(Role.GRID_WORKER, "430181004001001");
        var community = may(Role.COMMUNITY_WORKER, "430181004001");
        var street = may(Role.STREET_STAFF, "430181004");
        var district = may(Role.DISTRICT_STAFF, "430181");

        assertThat(grid).doesNotContain("audit:withhold");
        assertThat(community).doesNotContain("audit:withhold");
        assertThat(street).contains("audit:withhold");
        assertThat(district).contains("audit:withhold");
        assertThat(Stream.of(grid, community, street, district))
                .allSatisfy(permissions -> assertThat(permissions).doesNotContain("identity:manage"));
    }

    @Test
    void findsMenusAndPermissionsOfItsOwnLevelInTheTemplates() {
        var levels = templates.all(Locale.CHINESE);

        assertThat(levels.stream().map(RoleTemplates.Template::level))
                .containsExactly(AreaLevel.COUNTY, AreaLevel.STREET, AreaLevel.COMMUNITY, AreaLevel.GRID);
        assertThat(levels).allSatisfy(template -> {
            assertThat(template.role().fits(template.level())).isTrue();
            assertThat(template.permissions())
                    .isEqualTo(
                            may(
                                            template.role(),
                                            "43018100400100101"
                                                    .substring(
                                                            0, template.level().digits()))
                                    .stream()
                                    .sorted()
                                    .toList());
        });
        assertThat(levels.stream().map(RoleTemplates.Template::function)).containsExactly("指挥部", "龙头", "战斗堡垒", null);
    }

    @Test
    void eachRoleStandsAtItsOwnLevel() {
        var roles = List.of(Role.GRID_WORKER, Role.COMMUNITY_WORKER, Role.STREET_STAFF, Role.DISTRICT_STAFF);
        for (var level : AreaLevel.values()) {
            assertThat(roles.stream().filter(role -> role.fits(level)))
                    .as(level.name())
                    .hasSize(1);
        }
        assertThat(Arrays.stream(Role.values()).filter(Role::serves)).hasSize(11);
    }

    private List<String> may(Role role, String area) {
        return List.copyOf(SignedIn.caller(context, SomeAccounts.opened(context, role, area))
                .permissions());
    }

    private List<UUID> seenBy(String username) {
        return SignedIn.as(
                context,
                username,
                () -> scoped.from(SignedIn.caller(context, username), SampleMatters.TABLE)
                        .select("id")
                        .list((row, n) -> row.getObject(1, UUID.class)));
    }
}
