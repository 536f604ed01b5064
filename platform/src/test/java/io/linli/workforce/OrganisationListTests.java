package io.linli.workforce;

import static io.linli.workforce.Staff.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.SignedIn;
import io.linli.spreadsheet.ImportState;
import io.linli.spreadsheet.ImportView;
import io.linli.spreadsheet.Imports;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

/** Organisations brought as a file, in a town where no other test makes any. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OrganisationListTests {

    private static final String TOWN = "430181126";
    private static final String HEAD = "组织编号,组织类型,名称,上级组织编号,区域代码,设立日期";

    @Autowired
    WebApplicationContext context;

    @Autowired
    Imports imports;

    @BeforeEach
    void startAnew(@Autowired WebApplicationContext here) {
        Staff.forget(here, TOWN);
    }

    @AfterEach
    void leaveNothing() {
        Staff.forget(context, TOWN);
    }

    @Test
    void takesInATreeAndLeavesTheSameBehindTheSecondTime() {
        var rows = new String[] {
            "test-126,党（工）委,示例镇党委,," + TOWN + ",2020-01-01",
            "test-126-1,党支部,示例机关党支部,test-126," + TOWN + ",",
            ",部门（单位）,示例综治办,," + TOWN + ","
        };
        var done = brought(rows);
        assertThat(done.bad()).isZero();
        assertThat(done.result().added()).isEqualTo(3);
        var view = new Staff(context, "district").get("/organisations/test-126-1", 200);
        assertThat(texts(view.path("above"), "id")).containsExactly("test-126");

        var again = brought(rows);
        assertThat(again.result().added()).isZero();
        assertThat(again.result().unchanged()).isEqualTo(3);

        var renamed = brought("test-126,党（工）委,示例新镇党委,," + TOWN + ",");
        assertThat(renamed.result().changed()).isEqualTo(1);
    }

    @Test
    void leavesOutTheRowsThatMakeNoSense() {
        var done = brought(
                "test-126,党（工）委,示例镇党委,," + TOWN + ",",
                "test-126-2,党员中心户,示例中心户,test-126," + TOWN + ",",
                "test-126-3,党（工）委,示例别处党委,,430181999,",
                "TEST,党（工）委,示例镇第二党委,," + TOWN + ",",
                "test-126,党（工）委,示例镇党委,," + TOWN + ",",
                "test-126-8,部门（单位）,示例甲科,test-126-9," + TOWN + ",",
                "test-126-9,部门（单位）,示例乙科,test-126-8," + TOWN + ",",
                "test-126-7,部门（单位）,示例丙科,test-126-7," + TOWN + ",");

        assertThat(done.result().added()).isEqualTo(1);
        assertThat(done.bad())
                .as("two that stand under each other, and one under itself, among them")
                .isEqualTo(7);
    }

    private ImportView brought(String... rows) {
        var who = district();
        var file = (HEAD + "\n" + String.join("\n", rows) + "\n").getBytes(UTF_8);
        var id = imports.bring("organisations", who, Locale.CHINESE, "organisations.csv", file)
                .id();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> imports.view(id, who, Locale.CHINESE).state() == ImportState.READY);
        imports.confirm(id, who, Locale.CHINESE);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> imports.view(id, who, Locale.CHINESE).state() == ImportState.DONE);
        return imports.view(id, who, Locale.CHINESE);
    }

    private Authentication district() {
        return SignedIn.as(
                context,
                "district",
                () -> java.util.Objects.requireNonNull(
                        SecurityContextHolder.getContext().getAuthentication()));
    }
}
