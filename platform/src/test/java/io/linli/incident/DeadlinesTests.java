package io.linli.incident;

import static io.linli.calendar.SlaClock.WALL_CLOCK;
import static io.linli.calendar.SlaClock.WORKING_DAY;
import static io.linli.calendar.SlaClock.WORKING_HOUR;
import static io.linli.incident.SomeIncident.COMMUNITY_WORKER;
import static io.linli.incident.SomeIncident.WORKER;
import static io.linli.incident.SomeIncident.act;
import static io.linli.incident.SomeIncident.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.linli.calendar.SlaClock;
import io.linli.calendar.SomeCalendar;
import io.linli.calendar.WorkingCalendar;
import io.linli.incident.CategoryDefinition.Evidence;
import io.linli.incident.CategoryDefinition.Stage;
import io.linli.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the time of an incident brings: stages, warnings, pauses, more time, a level up. */
class DeadlinesTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    /** Wednesday 18 November 2026, 10:00 in Shanghai. */
    private static final Instant TEN = Instant.parse("2026-11-18T02:00:00Z");

    private final WorkingCalendar calendar = SomeCalendar.shipped();
    private Taxonomy taxonomy = new Taxonomy(ShippedCategories.kinds());
    private final Deadlines deadlines =
            new Deadlines(DispatchTests.settings(), () -> taxonomy, (kind, number) -> kind.is(), calendar);

    @Test
    void giveAKindWithoutAConfirmedLimitTheGeneralOneAndSaySo() {
        var incident = handling("9008", TEN);

        assertThat(deadlines.isConfirmed(incident)).isFalse();
        assertThat(incident.progress().dueAt()).isEqualTo(shanghai("2026-11-25T17:00"));
    }

    @Test
    void takeTheStagesOneAfterTheOtherEachWithItsLimit() {
        confirm("9004", new Stage("停工", 4, WORKING_HOUR), new Stage("处罚", 7, WORKING_DAY));
        var incident = handling("9004", TEN);

        assertThat(deadlines.isConfirmed(incident)).isTrue();
        assertThat(incident.progress().dueAt()).isEqualTo(shanghai("2026-11-18T15:00"));
        assertThat(deadlines.hasNextStage(incident)).isTrue();

        incident.advance(
                act(IncidentStep.ADVANCE, WORKER), standing(WORKER, incident), deadlines.nextStage(TEN, incident));

        assertThat(incident.progress().dueAt()).isEqualTo(shanghai("2026-11-27T17:00"));
        assertThat(deadlines.hasNextStage(incident)).isFalse();
        assertThat(deadlines.stage(incident)).contains(new IncidentDetail.Stage("处罚", 2, 2));
    }

    @Test
    void warnTwiceThenGoALevelUpEachOnceAndNotBefore() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        var incident = handling("9011", TEN);

        assertFires(incident, TEN.plus(Duration.ofHours(7)), Due.YELLOW);
        assertFires(incident, TEN.plus(Duration.ofHours(9)), Due.RED);
        assertFires(incident, TEN.plus(Duration.ofHours(10)), Due.OVER);
        assertThat(incident.progress().course().next())
                .as("the level above has its own time")
                .isEqualTo(deadlines.escalation(TEN.plus(Duration.ofHours(10))));
        assertThat(incident.progress().dueAt()).as("what was missed stays").isEqualTo(TEN.plus(Duration.ofHours(10)));
    }

    @Test
    void fireNothingAgainWhenTheClockJumpsBack() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        var incident = handling("9011", TEN);
        fire(incident, TEN.plus(Duration.ofHours(7)));

        var firing = deadlines.firing(incident, TEN.minus(Duration.ofHours(3)));

        assertThat(firing.told()).isEqualTo(Due.YELLOW);
        assertThat(firing.over()).isFalse();
        assertThat(firing.next()).isEqualTo(TEN.plus(Duration.ofHours(9)));
    }

    @Test
    void giveNoTimeAwayWhenTheClockJumpsBackBeforeAPause() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        var incident = handling("9011", TEN);

        var left = deadlines.suspended(incident, TEN.minus(Duration.ofHours(5)));

        assertThat(left.left().amount()).isEqualTo(Duration.ofHours(10).toNanos() / 1_000);
    }

    @Test
    void tellTheLastWarningOnlyAfterALongRest() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        var incident = handling("9011", TEN);
        int before = incident.events().size();

        fire(incident, TEN.plus(Duration.ofHours(9)).plusSeconds(60));

        assertThat(incident.events()).hasSize(before + 1);
        assertThat(incident.progress().course().told()).isEqualTo(Due.RED);
    }

    @Test
    void doNotCountWhatWasSuspended() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        var incident = handling("9011", TEN);
        var stopped = TEN.plus(Duration.ofHours(4));
        incident.suspend(
                act(IncidentStep.SUSPEND, COMMUNITY_WORKER),
                standing(COMMUNITY_WORKER, incident),
                deadlines.suspended(incident, stopped));
        assertThat(incident.progress().dueAt()).isNull();
        assertThat(incident.progress().course().next()).as("no timer waits").isNull();

        var on = stopped.plus(Duration.ofDays(3));
        incident.resume(
                act(IncidentStep.RESUME, COMMUNITY_WORKER),
                standing(COMMUNITY_WORKER, incident),
                deadlines.resumed(incident, on));

        assertThat(incident.progress().dueAt()).isEqualTo(on.plus(Duration.ofHours(6)));
        assertThat(incident.progress().course().next()).as("yellow").isEqualTo(on.plus(Duration.ofHours(3)));
    }

    @Test
    void goOnUnderAnotherKindWithWhatHasBeenUsed() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        confirm("9012", new Stage(null, 20, WALL_CLOCK));
        confirm("9013", new Stage(null, 10, WORKING_HOUR));
        confirm("9014", new Stage(null, 2, WALL_CLOCK));
        var incident = handling("9011", TEN);
        var stopped = TEN.plus(Duration.ofHours(4));
        incident.suspend(
                act(IncidentStep.SUSPEND, COMMUNITY_WORKER),
                standing(COMMUNITY_WORKER, incident),
                deadlines.suspended(incident, stopped));
        var on = TEN.plus(Duration.ofDays(1));
        incident.resume(
                act(IncidentStep.RESUME, COMMUNITY_WORKER),
                standing(COMMUNITY_WORKER, incident),
                deadlines.resumed(incident, on));
        var now = on.plus(Duration.ofHours(1));

        assertThat(deadlines.ofKind(incident, kind("9012"), now).at())
                .as("four of twenty hours were used before the pause")
                .isEqualTo(on.plus(Duration.ofHours(16)));
        assertThat(deadlines.ofKind(incident, kind("9013"), now).at())
                .as("four tenths of ten working hours: six are left, from Thursday at ten")
                .isEqualTo(shanghai("2026-11-19T17:00"));
        var over = deadlines.ofKind(incident, kind("9014"), now);
        assertThat(over.at()).as("two hours were used up before").isEqualTo(on);
        assertThat(over.told()).as("only that it is over is told yet").isEqualTo(Due.RED);

        incident.recategorise(
                act(IncidentStep.RECATEGORISE, WORKER), standing(WORKER, incident), kind("9014"), null, over);
        assertThat(deadlines.firing(incident, now).over()).isTrue();
        assertThat(incident.progress().course().version()).isEqualTo(1);
        assertThat(incident.progress().holder().account()).isEqualTo(WORKER.id());
    }

    private Taxonomy.Kind kind(String code) {
        return taxonomy.find(code).orElseThrow();
    }

    @Test
    void lengthenALimitOnItsOwnClockAndWarnAnewOnlyOfWhatIsStillToCome() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        var incident = handling("9011", TEN);
        var now = TEN.plus(Duration.ofHours(8));
        fire(incident, now);

        var due = deadlines.extended(incident, 2, now);

        assertThat(due.at()).isEqualTo(TEN.plus(Duration.ofHours(12)));
        assertThat(due.told()).as("70 % of twelve hours is not yet used up").isZero();
        assertThat(due.next()).isEqualTo(due.at().minus(Duration.ofMinutes(216)));
    }

    @Test
    void refuseToStopOrLengthenWhatIsOver() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        var incident = handling("9011", TEN);
        var late = TEN.plus(Duration.ofHours(10));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> deadlines.suspended(incident, late))
                .matches(refused -> refused.problem() == IncidentProblem.INCIDENT_OVERDUE);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> deadlines.extended(incident, 1, late))
                .matches(refused -> refused.problem() == IncidentProblem.INCIDENT_OVERDUE);
    }

    @Test
    void letWhoIsAtItGoOnWhileTheLevelAboveMayTakeIt() {
        confirm("9011", new Stage(null, 10, WALL_CLOCK));
        var incident = handling("9011", TEN);

        fire(incident, TEN.plus(Duration.ofHours(11)));

        assertThat(incident.progress().holder().account()).isEqualTo(WORKER.id());
        assertThat(StepRules.open(incident, standing(WORKER, incident))).contains(IncidentStep.FEEDBACK);
        assertThat(StepRules.open(incident, standing(COMMUNITY_WORKER, incident)))
                .contains(IncidentStep.TAKE);
        incident.take(act(IncidentStep.TAKE, COMMUNITY_WORKER), standing(COMMUNITY_WORKER, incident), 1, Due.at(TEN));
        assertThat(incident.progress().holder().account()).isEqualTo(COMMUNITY_WORKER.id());
        assertThat(incident.progress().holder().role()).isEqualTo(io.linli.identity.Role.COMMUNITY_WORKER);
    }

    @Test
    void handWhatNobodyHasBegunToTheLevelAbove() {
        var incident = SomeIncident.reported();
        var above = Holder.post(io.linli.identity.Role.COMMUNITY_WORKER, SomeIncident.COMMUNITY);

        incident.escalate(SomeIncident.act(IncidentStep.ESCALATE, WORKER), above, TEN);

        assertThat(incident.progress().holder()).isEqualTo(above);
        assertThat(incident.status()).as("the state stays").isEqualTo(IncidentStatus.REPORTED);
        assertThat(incident.progress().course().escalations()).isEqualTo(1);
    }

    @Test
    void letNobodyStopTheirOwnClock() {
        var incident = handling("9008", TEN);
        var worker = SomeIncident.caller("自办", io.linli.identity.Role.COMMUNITY_WORKER, "430181002001", null);
        incident.handOver(
                act(IncidentStep.HAND_OVER, WORKER),
                Holder.person(worker.id(), io.linli.identity.Role.COMMUNITY_WORKER, SomeIncident.COMMUNITY));

        assertThat(StepRules.open(incident, standing(worker, incident)))
                .contains(IncidentStep.ASK_EXTENSION)
                .doesNotContain(IncidentStep.SUSPEND, IncidentStep.EXTEND);
        assertThat(StepRules.open(incident, standing(COMMUNITY_WORKER, incident)))
                .contains(IncidentStep.SUSPEND);
    }

    /**
     * H47: 1,000 real posts of residents, each at the time that it was written, under the limits that two places work with,
     * against a clock that counts minute by minute.
     */
    @Test
    void fireAtTheRightInstantOnAThousandRecordedCases() throws IOException {
        var folder = System.getenv("LINLI_TEST_DATA");
        assumeTrue(folder != null, "LINLI_TEST_DATA names no folder with recorded cases");
        var times = recorded(Path.of(folder, "complaints/posts_with_likes.csv.gz"), 1_000);
        assertThat(times).hasSize(1_000);
        var templates = ShippedCategories.templates();
        int stages = 0;
        for (int n = 0; n < times.size(); n++) {
            var template = templates.get(n % templates.size());
            confirm(template.category(), template.stages().toArray(Stage[]::new));
            var from = times.get(n);
            assertThat(deadlines.response(from).at()).isEqualTo(from.plus(Duration.ofMinutes(30)));
            var incident = handling(template.category(), from);
            for (int stage = 0; stage < template.stages().size(); stage++) {
                if (stage > 0) {
                    from = java.util.Objects.requireNonNull(incident.progress().dueAt())
                            .minusSeconds(60);
                    incident.advance(
                            act(IncidentStep.ADVANCE, WORKER),
                            standing(WORKER, incident),
                            deadlines.nextStage(from, incident));
                }
                var due = plainly(from, template.stages().get(stage));
                assertThat(incident.progress().dueAt())
                        .as("%s of %s", template.name(), from)
                        .isEqualTo(due);
                assertThat(deadlines.firing(incident, due.minusNanos(1_000)).over())
                        .isFalse();
                assertThat(deadlines.firing(incident, due).over()).isTrue();
                stages++;
            }
        }
        assertThat(stages).isGreaterThan(1_000);
    }

    private Instant plainly(Instant from, Stage stage) {
        if (stage.clock() == SlaClock.WORKING_DAY) {
            var day = LocalDate.ofInstant(from, SHANGHAI);
            for (int left = stage.amount(); left > 0; ) {
                day = day.plusDays(1);
                left -= calendar.isWorkingDay(day) ? 1 : 0;
            }
            return day.atTime(LocalTime.of(17, 0)).atZone(SHANGHAI).toInstant();
        }
        int left = stage.amount() * 60;
        for (var at = from; ; at = at.plus(1, ChronoUnit.MINUTES)) {
            if (left == 0) {
                return at;
            }
            var here = LocalDateTime.ofInstant(at, SHANGHAI);
            int hour = here.getHour();
            left -= calendar.isWorkingDay(here.toLocalDate()) && hour >= 9 && hour < 17 && hour != 12 ? 1 : 0;
        }
    }

    // minutes are counted: seconds are left off
    private static List<Instant> recorded(Path file, int many) throws IOException {
        var time = Pattern.compile("(20\\d\\d)[-/](\\d{1,2})[-/](\\d{1,2}) (\\d{1,2}):(\\d{2})");
        var found = new ArrayList<Instant>();
        try (var content = new GZIPInputStream(Files.newInputStream(file))) {
            var matcher = time.matcher(new String(content.readAllBytes(), StandardCharsets.UTF_8));
            while (found.size() < many && matcher.find()) {
                found.add(LocalDateTime.of(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2)),
                                Integer.parseInt(matcher.group(3)),
                                Integer.parseInt(matcher.group(4)),
                                Integer.parseInt(matcher.group(5)))
                        .atZone(SHANGHAI)
                        .toInstant());
            }
        }
        return found;
    }

    private void assertFires(Incident incident, Instant at, int told) {
        var before = deadlines.firing(incident, at.minusNanos(1_000));
        assertThat(before.told()).isEqualTo(told - 1 == Due.RED ? Due.RED : told - 1);
        assertThat(before.over()).isFalse();
        fire(incident, at);
        assertThat(incident.progress().course().told()).isEqualTo(told);
        assertThat(deadlines.firing(incident, at).over()).as("once").isFalse();
    }

    private void fire(Incident incident, Instant at) {
        var firing = deadlines.firing(incident, at);
        if (firing.over()) {
            var above = Holder.post(io.linli.identity.Role.COMMUNITY_WORKER, SomeIncident.COMMUNITY);
            incident.escalate(act(IncidentStep.ESCALATE, WORKER), above, deadlines.escalation(at));
        } else if (firing.told() > incident.progress().course().told()) {
            incident.warn(firing.told(), firing.next(), at);
        }
    }

    private Incident handling(String category, Instant from) {
        var incident = SomeIncident.reported(category);
        incident.take(
                act(IncidentStep.TAKE, WORKER), standing(WORKER, incident), 1, deadlines.handling(from, category));
        return incident;
    }

    private void confirm(String category, Stage... stages) {
        var kinds = taxonomy.kinds().stream()
                .map(kind -> kind.code().equals(category)
                        ? new Taxonomy.Kind(category, 1, confirmed(kind.is().name(), stages), true)
                        : kind)
                .toList();
        taxonomy = new Taxonomy(kinds);
    }

    private static CategoryDefinition confirmed(String name, Stage... stages) {
        @Nullable String nothing = null;
        return new CategoryDefinition(
                name,
                List.of(),
                nothing,
                nothing,
                null,
                null,
                List.of(),
                Evidence.NONE,
                List.of(stages),
                false,
                nothing,
                nothing,
                true,
                false);
    }

    private static Instant shanghai(String time) {
        return LocalDateTime.parse(time).atZone(SHANGHAI).toInstant();
    }
}
