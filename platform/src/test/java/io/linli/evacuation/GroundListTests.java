package io.linli.evacuation;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.residents.BroughtList;
import io.linli.spreadsheet.Imports;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;

/** Heights of buildings are brought as a file, whose bad rows are refused one by one. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GroundListTests {

    private static final String TOWN = "430181118";
    private static final String HEAD = "区域代码,楼栋,经度,纬度,地面高程,地下住户";

    @Autowired
    WebApplicationContext context;

    @Autowired
    GroundBook book;

    @Test
    void takesInWhatIsRightAndRefusesEachRowThatIsNot(@Autowired Imports imports) {
        var ground = new SomeLowGround(context);
        var point = ground.point(TOWN);
        var grid = ground.grid(point);
        var name = "示例高程楼" + UUID.randomUUID().toString().substring(0, 6);
        var building = ground.building(grid, name, "101", "102");
        ground.building(grid, name + "乙", "101");
        var who = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, grid.substring(0, 12));
        var list = new BroughtList(context, imports, "building-ground");
        var place = point.longitude() + "," + point.latitude();

        var done = list.brought(
                who,
                HEAD,
                "%s,%s,%s,48.2,1单元101".formatted(grid, name, place),
                "%s,没有的楼,%s,48.2,".formatted(grid, place),
                "%s,%s乙,0,0,48.2,".formatted(grid, name),
                "%s,%s乙,%s,NaN,".formatted(grid, name, place),
                "%s,%s乙,%s,9999,".formatted(grid, name, place),
                "%s,%s乙,%s,48.2,1单元909".formatted(grid, name, place),
                "430181002001001,%s乙,%s,48.2,".formatted(name, place));

        assertThat(list.codes(who, done))
                .containsExactlyInAnyOrder(
                        "3:building:GROUND_BUILDING_UNKNOWN",
                        "4:longitude:GROUND_POINT_UNFIT",
                        "5:height:CELL_NOT_NUMBER",
                        "6:height:GROUND_HEIGHT_UNFIT",
                        "7:basements:GROUND_DOOR_UNKNOWN",
                        "8:area:EVACUATION_OTHER_GROUND");
        assertThat(book.of(List.of(building.id())))
                .singleElement()
                .satisfies(standing -> assertThat(standing.height()).isEqualTo(48.2))
                .satisfies(standing -> assertThat(standing.basements()).containsExactly("1单元101"));
        SomeAccounts.lock(context, who);
    }
}
