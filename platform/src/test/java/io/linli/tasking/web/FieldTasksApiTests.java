package io.linli.tasking.web;

import static io.linli.tasking.web.TaskingApi.text;
import static io.linli.tasking.web.TaskingApi.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.files.SomePhoto;
import io.linli.files.Uploads;
import io.linli.identity.AccountId;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.tasking.SomeRounds;
import io.linli.tasking.TaskSource;
import io.linli.tasking.Tasks;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.FieldTask;
import io.linli.tasking.Tasks.NewTask;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** One list for the field worker, whatever the source. In a town where no other test gives anybody a task. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FieldTasksApiTests {

    private static final String TOWN = "430181124";

    @Autowired
    WebApplicationContext context;

    private TaskingApi api;
    private String community = "";
    private String worker = "";

    @BeforeEach
    void open(@Autowired io.linli.territory.Territory territory) {
        api = new TaskingApi(context);
        community = territory.children(new AreaCode(TOWN)).getFirst().code().code();
        worker = SomeAccounts.opened(context, Role.GRID_WORKER, community + "001");
    }

    @Test
    void showsEverySourceInOneListAndEndsWithEvidenceOnce() {
        var ids = List.of(
                given(TaskSource.INSPECTION, "FIRE", worker),
                given(TaskSource.VISIT, null, worker),
                given(TaskSource.WARNING, null, worker),
                given(TaskSource.MEDIATION, null, worker));
        assertThat(open(worker)).containsAll(ids);
        var inspection = ids.getFirst();
        var detail = api.get(worker, "/api/tasks/" + inspection, 200);
        assertThat(detail.path("checklist").path("lines").size()).isGreaterThan(2);

        assertThat(text(done(worker, inspection, "{\"note\": \"已查看\"}", 400), "code"))
                .isEqualTo("TASK_ANSWER_MISSING");
        assertThat(detail.path("mayDecline").asBoolean(true)).isFalse();
        var declined = api.post(worker, "/api/tasks/" + inspection + "/decline", "{\"note\": \"没空\"}", 409);
        assertThat(text(declined, "code")).isEqualTo("TASK_NOT_DECLINED");
        var wrong = "{\"note\": \"已查看\", \"answers\": {\"exit\": \"MAYBE\", \"gear\": \"OK\", \"wire\": \"OK\"}}";
        assertThat(text(done(worker, inspection, wrong, 400), "code")).isEqualTo("TASK_ANSWER_UNFIT");
        var photo = context.getBean(Uploads.class)
                .take(SomePhoto.jpeg(64, 48), worker)
                .id();
        var finding = UUID.randomUUID();
        var body = """
            {"note": "楼道有杂物，联系 13800138000", "answers": {"exit": "FINDING", "gear": "OK", "wire": "NOT_HERE"},
             "photos": ["%s"], "findings": ["%s"], "minutes": 20, "occurredAt": "%s", "clockOffset": 0}""".formatted(photo, finding, Instant.now());
        var key = UUID.randomUUID().toString();
        api.post(worker, "/api/tasks/" + inspection + "/done", body, key, 200);
        var again = api.post(worker, "/api/tasks/" + inspection + "/done", body, key, 200)
                .path("result");

        assertThat(text(again, "note")).contains("楼道有杂物").doesNotContain("13800138000");
        assertThat(text(again.path("answers"), "exit")).isEqualTo("FINDING");
        assertThat(again.path("findings").path(0).asString("")).isEqualTo(finding.toString());
        assertThat(text(again, "happenedAt")).isNotBlank();
        assertThat(text(done(worker, inspection, body, 409), "code")).isEqualTo("TASK_ENDED");
        assertThat(open(worker)).doesNotContain(inspection).containsAll(ids.subList(1, 4));
        assertThat(texts(api.get(worker, "/api/tasks?state=done", 200).path("items"), "id"))
                .contains(inspection);
        seesPhoto(worker, inspection, photo.toString(), true);
        seesPhoto("grid", inspection, photo.toString(), false);
    }

    @Test
    void isTakenByOneOfTwoAndTheOtherIsToldByWhom() {
        var one = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community);
        var other = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community);
        var street = SomeAccounts.opened(context, Role.STREET_STAFF, TOWN);
        var task = given(TaskSource.VISIT, null, null);
        assertThat(open(one)).contains(task);
        assertThat(open(other)).contains(task);

        assertThat(api.post(one, "/api/tasks/" + task + "/take", "{}", 200)
                        .path("task")
                        .path("mine")
                        .asBoolean())
                .isTrue();
        var refused = api.post(other, "/api/tasks/" + task + "/take", "{}", 409);
        assertThat(text(refused, "code")).isEqualTo("TASK_TAKEN");
        assertThat(text(refused, "detail")).contains("示例");
        assertThat(open(other)).doesNotContain(task);
        assertThat(text(done(street, task, "{\"note\": \"我来\"}", 403), "code")).isEqualTo("TASK_NOT_YOURS");
        assertThat(text(done("grid", task, "{\"note\": \"我来\"}", 404), "code")).isEqualTo("TASK_UNKNOWN");
        assertThat(api.get(street, "/api/tasks/" + task, 200).path("mayEnd").asBoolean(true))
                .isFalse();
        done(one, task, "{\"note\": \"办好了\"}", 200);
    }

    @Test
    void goesToWhoeverHoldsThePostNextWhenTheWorkerLeaves() {
        var task = given(TaskSource.VISIT, null, worker);

        SomeAccounts.lock(context, worker);

        var demo = "demo-" + community + "001";
        await().untilAsserted(() -> assertThat(open(demo)).contains(task));
        done(demo, task, "{\"note\": \"接手办好\"}", 200);
    }

    @Test
    void leavesWhatHasStepsOfItsOwnToThose() {
        var matter = "mediation:" + UUID.randomUUID();
        var id = SomeAccounts.id(context, worker);
        inTransaction(() -> {
            context.getBean(Tasks.class)
                    .open(new NewTask(
                            matter,
                            "示例",
                            grid(),
                            null,
                            new Assignment(id, null, null),
                            null,
                            null,
                            Instant.now(),
                            null,
                            false));
            return id.id();
        });
        var task = api.get(worker, "/api/tasks", 200)
                .path("items")
                .valueStream()
                .filter(each -> text(each, "matter").equals(matter))
                .findFirst()
                .orElseThrow();

        assertThat(task.path("endsHere").asBoolean(true)).isFalse();
        assertThat(text(done(worker, text(task, "id"), "{\"note\": \"好\"}", 409), "code"))
                .isEqualTo("TASK_ENDS_ELSEWHERE");
    }

    @Test
    void findsAChecklistForEachWorkItemOfTheGridsAndKeepsTheVersionThatWasGivenOut() {
        var shipped = api.get(worker, "/api/checklists", 200)
                .path("items")
                .valueStream()
                .filter(each -> each.path("shipped").asBoolean())
                .toList();
        assertThat(shipped).hasSizeGreaterThanOrEqualTo(10);
        assertThat(shipped.stream().map(each -> text(each, "category"))).doesNotHaveDuplicates();
        assertThat(shipped).allSatisfy(each -> {
            var first = given(TaskSource.INSPECTION, text(each, "code"), worker);
            assertThat(text(api.get(worker, "/api/tasks/" + first, 200).path("checklist"), "code"))
                    .isEqualTo(text(each, "code"));
            done(worker, first, "{\"note\": \"看过了\", \"answers\": {%s}}".formatted(fine(each)), 200);
        });
        var desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community);
        assertThat(ledger(desk, "")
                        .valueStream()
                        .filter(row -> row.path("found").asInt(-1) == 0)
                        .map(row -> text(row, "checklist")))
                .as("N22: a row of the ledger of each")
                .containsAll(shipped.stream().map(each -> text(each, "code")).toList());

        var street = SomeAccounts.opened(context, Role.STREET_STAFF, TOWN);
        var code = "TEST_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        api.put(street, "/api/checklists/" + code, list(0, "门前是否整洁"), 200);
        var task = given(TaskSource.INSPECTION, code, worker);
        api.put(street, "/api/checklists/" + code, list(1, "门前是否干净"), 200);
        assertThat(text(api.put(street, "/api/checklists/" + code, list(1, "门前"), 409), "code"))
                .isEqualTo("CHECKLIST_CHANGED");
        api.put(worker, "/api/checklists/" + code, list(2, "门前"), 403);
        assertThat(text(
                        api.get(worker, "/api/tasks/" + task, 200)
                                .path("checklist")
                                .path("lines")
                                .path(0),
                        "chinese"))
                .isEqualTo("门前是否整洁");
    }

    @Test
    void standsInTheLedgerOfItsWorkItemWithWhatWasFoundForThoseWhoPlanTheWork() {
        var task = given(TaskSource.INSPECTION, "EBIKE", worker);
        var finding = UUID.randomUUID();
        var lines = api.get(worker, "/api/tasks/" + task, 200).path("checklist");
        var answers = fine(lines).replaceFirst("OK", "FINDING");
        done(
                worker,
                task,
                "{\"note\": \"一层门厅两辆，联系 13800138000\", \"answers\": {%s}, \"findings\": [\"%s\"]}"
                        .formatted(answers, finding),
                200);
        var desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community);

        var row = ledger(desk, "&checklist=EBIKE")
                .valueStream()
                .filter(each -> text(each, "task").equals(task))
                .findFirst()
                .orElseThrow();
        assertThat(text(row, "item")).isEqualTo("电动车上楼巡查");
        assertThat(text(row, "category")).isEqualTo("9302");
        assertThat(row.path("found").asInt()).isEqualTo(1);
        assertThat(row.path("fine").asInt()).isPositive();
        assertThat(text(row, "note")).contains("一层门厅").doesNotContain("13800138000");
        assertThat(row.path("findings").get(0).asString("")).isEqualTo(finding.toString());
        assertThat(texts(ledger(desk, "&checklist=FIRE"), "task")).doesNotContain(task);
        assertThat(ledger("community", "").size()).as("other ground").isZero();
        api.get(worker, ledgerPath("", ""), 403);

        var sheet = api.sheet(desk, ledgerPath("/export", "&checklist=EBIKE"));
        assertThat(sheet).contains("电动车上楼巡查").contains("一层门厅").contains("有问题").doesNotContain("13800138000");
    }

    @Test
    void staysInTheLedgerWithItsResultWhenWhatWasTypedIsErased() {
        var street = SomeAccounts.opened(context, Role.STREET_STAFF, TOWN);
        var desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community);
        var code = "TEST_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        api.put(street, "/api/checklists/" + code, """
                {"basedOn": 0, "name": "示例清单", "lines": [
                 {"key": "tidy", "chinese": "是否整洁", "english": "Is it tidy?", "type": "CHECK", "required": false},
                 {"key": "words", "chinese": "情况", "english": "What is there", "type": "TEXT", "required": true}]}""", 200);
        var found = given(TaskSource.INSPECTION, code, worker);
        var told = given(TaskSource.INSPECTION, code, worker);
        done(worker, found, "{\"note\": \"看过\", \"answers\": {\"tidy\": \"FINDING\", \"words\": \"示例文字\"}}", 200);
        done(worker, told, "{\"note\": \"看过\", \"answers\": {\"words\": \"示例文字\"}}", 200);

        assertThat(SomeRounds.eraseNotes(context, Set.of(UUID.fromString(found), UUID.fromString(told))))
                .isEqualTo(2);

        assertThat(ledger(desk, "&checklist=" + code)
                        .valueStream()
                        .map(row -> text(row, "task") + row.path("fine") + row.path("found") + text(row, "note")))
                .containsExactlyInAnyOrder(found + "01", told + "00");
        assertThat(api.get(worker, "/api/tasks/" + found, 200).toString()).doesNotContain("示例文字", "看过");
        assertThat(api.sheet(desk, ledgerPath("/export", "&checklist=" + code))
                        .lines()
                        .filter(line -> line.contains("示例清单")))
                .hasSize(2)
                .noneMatch(line -> line.contains("正常"))
                .anyMatch(line -> line.contains("有问题"))
                .anyMatch(line -> line.contains("未留存"));
    }

    private tools.jackson.databind.JsonNode ledger(String who, String more) {
        return api.get(who, ledgerPath("", more), 200).path("items");
    }

    private String ledgerPath(String path, String more) {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        return "/api/tasks/ledger%s?area=%s&from=%s&to=%s%s"
                .formatted(path, community, today.minusDays(1), today, more);
    }

    /** Nothing was found in any line. */
    private static String fine(tools.jackson.databind.JsonNode list) {
        return list.path("lines")
                .valueStream()
                .filter(line -> line.path("required").asBoolean())
                .map(line -> "\"%s\": \"%s\""
                        .formatted(
                                text(line, "key"),
                                switch (text(line, "type")) {
                                    case "NUMBER" -> "1";
                                    case "TEXT" -> "示例";
                                    default -> "OK";
                                }))
                .collect(Collectors.joining(", "));
    }

    private static String list(int basedOn, String line) {
        return """
            {"basedOn": %d, "name": "示例清单", "lines": [{"key": "tidy", "chinese": "%s", "english": "Is it tidy?",
             "type": "CHECK", "required": true}]}""".formatted(basedOn, line);
    }

    private String given(TaskSource source, @Nullable String checklist, @Nullable String who) {
        var account = who == null ? null : SomeAccounts.id(context, who);
        return inTransaction(() -> context.getBean(Tasks.class)
                        .give(new FieldTask(
                                "test:" + UUID.randomUUID(),
                                source,
                                "示例任务",
                                null,
                                grid(),
                                null,
                                to(account),
                                null,
                                checklist,
                                null,
                                null,
                                Instant.now().minusSeconds(60),
                                Instant.now().plusSeconds(3_600),
                                false)))
                .toString();
    }

    private Assignment to(@Nullable AccountId account) {
        return account == null
                ? new Assignment(null, null, new Queue(Role.COMMUNITY_WORKER, new AreaCode(community)))
                : new Assignment(account, null, new Queue(Role.GRID_WORKER, grid()));
    }

    private AreaCode grid() {
        return new AreaCode(community + "001");
    }

    private UUID inTransaction(java.util.function.Supplier<UUID> work) {
        return java.util.Objects.requireNonNull(
                context.getBean(TransactionTemplate.class).execute(status -> work.get()));
    }

    private List<String> open(String who) {
        return texts(api.get(who, "/api/tasks?size=200", 200).path("items"), "id");
    }

    private tools.jackson.databind.JsonNode done(String who, String task, String body, int status) {
        return api.post(who, "/api/tasks/" + task + "/done", body, status);
    }

    private void seesPhoto(String who, String task, String photo, boolean sees) {
        var desk = context.getBean(io.linli.tasking.TaskDesk.class);
        assertThat(io.linli.identity.SignedIn.as(context, who, () -> {
                    try {
                        return desk.photo(
                                                UUID.fromString(task),
                                                io.linli.files.FileId.of(photo),
                                                true,
                                                io.linli.identity.SignedIn.caller(context, who))
                                        .body()
                                        .exists()
                                || sees;
                    } catch (io.linli.problem.ProblemException refused) {
                        return false;
                    }
                }))
                .as(who)
                .isEqualTo(sees);
    }
}
