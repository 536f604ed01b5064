package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ABOUT_YOU;
import static io.linli.incident.IncidentProblem.INCIDENT_ALREADY_RATED;
import static io.linli.incident.IncidentProblem.INCIDENT_HELD_BY_ANOTHER;
import static io.linli.incident.IncidentProblem.INCIDENT_INSPECTED_BY_HANDLER;
import static io.linli.incident.IncidentProblem.INCIDENT_NOT_TO_BE_URGED;
import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;
import static io.linli.incident.IncidentProblem.INCIDENT_REPORTED_BY_ANOTHER;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_ALLOWED;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;
import static io.linli.incident.IncidentProblem.INCIDENT_URGED_ALREADY;
import static io.linli.incident.IncidentProblem.INCIDENT_URGED_FROM_ABOVE;
import static io.linli.incident.IncidentStep.FEEDBACK;
import static io.linli.incident.IncidentStep.FILE;
import static io.linli.incident.IncidentStep.HAND_OVER;
import static io.linli.incident.IncidentStep.INSPECT;
import static io.linli.incident.IncidentStep.MERGE;
import static io.linli.incident.IncidentStep.RATE;
import static io.linli.incident.IncidentStep.RECATEGORISE;
import static io.linli.incident.IncidentStep.REJECT;
import static io.linli.incident.IncidentStep.TAKE;
import static io.linli.incident.IncidentStep.URGE;
import static io.linli.incident.IncidentStep.VERIFY;
import static io.linli.incident.IncidentStep.WITHDRAW;
import static io.linli.incident.SomeIncident.COLLEAGUE;
import static io.linli.incident.SomeIncident.COMMUNITY_WORKER;
import static io.linli.incident.SomeIncident.DUE;
import static io.linli.incident.SomeIncident.MORNING;
import static io.linli.incident.SomeIncident.RESIDENT;
import static io.linli.incident.SomeIncident.STREET;
import static io.linli.incident.SomeIncident.URBAN;
import static io.linli.incident.SomeIncident.WORKER;
import static io.linli.incident.SomeIncident.act;
import static io.linli.incident.SomeIncident.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linli.identity.Caller;
import io.linli.identity.Role;
import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class IncidentTests {

    private static final Rating GOOD = new Rating(true, true, true);

    @Test
    void passesFilingAndDispatchWhenItsHolderTakesItAtOnce() {
        var incident = SomeIncident.taken();

        assertThat(incident.status()).isEqualTo(IncidentStatus.HANDLING);
        assertThat(incident.trail().added())
                .extracting(entry -> entry.act().step() + " " + entry.status())
                .containsExactly("REPORT REPORTED", "FILE FILED", "DISPATCH DISPATCHED", "TAKE HANDLING");
        assertThat(incident.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("IncidentReported", "IncidentFiled", "IncidentDispatched", "IncidentTaken");
    }

    @Test
    void remembersTheFirstHumanActAsTheResponseAndNoLaterOne() {
        var incident = SomeIncident.taken();
        assertThat(incident.progress().respondedAt()).isEqualTo(MORNING.plusSeconds(600));

        incident.feedback(
                Trail.Act.of(FEEDBACK, Actor.of(WORKER, SomeIncident.GRID), MORNING.plusSeconds(7200)),
                standing(WORKER, incident));

        assertThat(incident.progress().respondedAt()).isEqualTo(MORNING.plusSeconds(600));
    }

    @Test
    void hasNotBeenRespondedToWhenItWasOnlyFiled() {
        var incident = SomeIncident.reported();
        incident.file(act(FILE, COMMUNITY_WORKER), standing(COMMUNITY_WORKER, incident), 1);

        assertThat(incident.progress().respondedAt()).isNull();
    }

    @Test
    void isTakenByNobodyButItsHolder() {
        var incident = SomeIncident.reported();

        refused(INCIDENT_HELD_BY_ANOTHER, () -> take(incident, COMMUNITY_WORKER));
        refused(INCIDENT_HELD_BY_ANOTHER, () -> take(incident, COLLEAGUE));
        refused(INCIDENT_STEP_NOT_PERMITTED, () -> take(incident, RESIDENT));
    }

    @Test
    void isTakenFromTheQueueOfAUnitByWhoActsForIt() {
        var incident = SomeIncident.reported();
        incident.file(act(FILE, COMMUNITY_WORKER), standing(COMMUNITY_WORKER, incident), 1);
        var unit = Holder.of(new io.linli.identity.OrgUnitId("430181-urban"));
        incident.dispatch(
                act(IncidentStep.DISPATCH, COMMUNITY_WORKER), standing(COMMUNITY_WORKER, incident), unit, Due.at(DUE));
        refused(INCIDENT_HELD_BY_ANOTHER, () -> take(incident, WORKER));

        take(incident, URBAN);

        assertThat(incident.progress().holder().account()).isEqualTo(URBAN.id());
        assertThat(incident.progress().holder().unit()).isEqualTo(unit.unit());
    }

    private static void take(Incident incident, Caller by) {
        incident.take(act(TAKE, by), standing(by, incident), 1, Due.at(DUE));
    }

    @Test
    void isNotInspectedByAnyoneWhoHandledIt() {
        var incident = SomeIncident.reported();
        incident.file(act(FILE, COMMUNITY_WORKER), standing(COMMUNITY_WORKER, incident), 1);
        var holder =
                Holder.person(COMMUNITY_WORKER.id(), io.linli.identity.Role.COMMUNITY_WORKER, SomeIncident.COMMUNITY);
        incident.dispatch(
                act(IncidentStep.DISPATCH, COMMUNITY_WORKER),
                standing(COMMUNITY_WORKER, incident),
                holder,
                Due.at(DUE));
        take(incident, COMMUNITY_WORKER);
        incident.feedback(act(FEEDBACK, COMMUNITY_WORKER), standing(COMMUNITY_WORKER, incident));

        refused(INCIDENT_INSPECTED_BY_HANDLER, () -> inspect(incident, COMMUNITY_WORKER));
        refused(INCIDENT_STEP_NOT_PERMITTED, () -> inspect(incident, COLLEAGUE));
        inspect(incident, STREET);

        assertThat(incident.status()).isEqualTo(IncidentStatus.CLOSED);
    }

    private static void inspect(Incident incident, Caller by) {
        incident.inspect(act(INSPECT, by), standing(by, incident), InspectionResult.PASSED, Due.at(DUE));
    }

    @Test
    void comesBackToItsHandlerForRework() {
        var incident = SomeIncident.inspected(InspectionResult.REWORK);
        assertThat(incident.status()).isEqualTo(IncidentStatus.REWORK);
        assertThat(incident.progress().dueAt()).isEqualTo(DUE);

        take(incident, WORKER);

        assertThat(incident.status()).isEqualTo(IncidentStatus.HANDLING);
    }

    @Test
    void isRatedOnceByItsReporterWhenItIsOver() {
        var open = SomeIncident.answered();
        refused(INCIDENT_STEP_NOT_ALLOWED, () -> rate(open, RESIDENT));
        var incident = SomeIncident.inspected(InspectionResult.UNSOLVABLE);
        refused(INCIDENT_REPORTED_BY_ANOTHER, () -> rate(incident, WORKER));

        rate(incident, RESIDENT);

        refused(INCIDENT_ALREADY_RATED, () -> rate(incident, RESIDENT));
    }

    private static void rate(Incident incident, Caller by) {
        incident.rate(Trail.Act.of(RATE, Actor.REPORTER, MORNING), standing(by, incident), GOOD);
    }

    @Test
    void isTakenBackByItsReporterUntilSomebodyHandlesIt() {
        var handled = SomeIncident.taken();
        refused(INCIDENT_STEP_NOT_ALLOWED, () -> withdraw(handled));
        var incident = SomeIncident.reported();

        withdraw(incident);

        assertThat(incident.status()).isEqualTo(IncidentStatus.WITHDRAWN);
        assertThat(incident.progress().dueAt()).isNull();
        refused(INCIDENT_STEP_NOT_ALLOWED, () -> take(incident, WORKER));
    }

    private static void withdraw(Incident incident) {
        incident.withdraw(Trail.Act.of(WITHDRAW, Actor.REPORTER, MORNING), standing(RESIDENT, incident));
    }

    @Test
    void isFiledAndRejectedOnlyByThoseWhoseGroundItIs() {
        var incident = SomeIncident.reported();

        refused(INCIDENT_ON_OTHER_GROUND, () -> incident.file(act(FILE, COLLEAGUE), standing(COLLEAGUE, incident), 1));
        refused(
                INCIDENT_STEP_NOT_PERMITTED,
                () -> incident.reject(act(REJECT, RESIDENT), standing(RESIDENT, incident)));
    }

    @Test
    void isKeptFromThoseItIsAboutAndThoseBelowThem() {
        var about = new About(About.Party.COMMUNITY_WORKER, null, null);
        var incident = SomeIncident.reported(ReportPrivacy.OPEN, about);

        assertThat(incident.hiddenFrom()).isEqualTo(SomeIncident.COMMUNITY);
        refused(
                INCIDENT_ABOUT_YOU,
                () -> incident.file(act(FILE, COMMUNITY_WORKER), standing(COMMUNITY_WORKER, incident), 1));
        refused(INCIDENT_ABOUT_YOU, () -> incident.file(act(FILE, WORKER), standing(WORKER, incident), 1));
        incident.file(act(FILE, STREET), standing(STREET, incident), 1);

        assertThat(incident.status()).isEqualTo(IncidentStatus.FILED);
    }

    @Test
    void tellsReadersOfItsPlaceToAHundredAndFiftyMetresAndNothingOfAConfidentialOne() {
        assertThat(SomeIncident.reported().facts().geohash()).hasSize(7);
        assertThat(SomeIncident.reported(ReportPrivacy.CONFIDENTIAL, null)
                        .facts()
                        .geohash())
                .isNull();
        assertThat(SomeIncident.reported(ReportPrivacy.ANONYMOUS, null).facts().geohash())
                .isNull();
    }

    @Test
    void offersEachOnlyTheStepsThatAreTheirs() {
        var incident = SomeIncident.reported();
        assertThat(StepRules.open(incident, standing(WORKER, incident)))
                .containsExactly(FILE, REJECT, TAKE, VERIFY, MERGE, RECATEGORISE);
        assertThat(StepRules.open(incident, standing(RESIDENT, incident))).containsExactly(WITHDRAW);
        assertThat(StepRules.open(incident, standing(COLLEAGUE, incident))).isEmpty();

        var answered = SomeIncident.answered();
        assertThat(StepRules.open(answered, standing(COMMUNITY_WORKER, answered)))
                .containsExactly(INSPECT);
        assertThat(StepRules.open(answered, standing(WORKER, answered))).isEmpty();
    }

    @Test
    void isUrgedByThoseAboveWhoeverHasItAndByNobodyElse() {
        var incident = SomeIncident.taken();

        refused(INCIDENT_STEP_NOT_PERMITTED, () -> urge(incident, WORKER, 600));
        var elsewhere = SomeIncident.caller("别的街道", Role.STREET_STAFF, "430181003", null);
        refused(INCIDENT_ON_OTHER_GROUND, () -> urge(incident, elsewhere, 600));
        urge(incident, COMMUNITY_WORKER, 600);

        assertThat(incident.status()).isEqualTo(IncidentStatus.HANDLING);
        assertThat(incident.trail().added().getLast().act().detail()).isEqualTo("account:" + WORKER.id());

        var above = SomeIncident.taken();
        above.handOver(act(HAND_OVER, STREET), Holder.post(Role.COMMUNITY_WORKER, SomeIncident.COMMUNITY));
        refused(INCIDENT_URGED_FROM_ABOVE, () -> urge(above, COMMUNITY_WORKER, 600));
        urge(above, STREET, 600);

        var answered = SomeIncident.answered();
        refused(INCIDENT_NOT_TO_BE_URGED, () -> urge(answered, COMMUNITY_WORKER, 600));
        assertThat(StepRules.open(above, standing(STREET, above))).contains(URGE);
        assertThat(StepRules.open(answered, standing(STREET, answered))).doesNotContain(URGE);
    }

    @Test
    void leavesWhoeverWasUrgedInPeaceForAWhileButNotTheNext() {
        var incident = SomeIncident.taken();
        urge(incident, COMMUNITY_WORKER, 600);

        refused(INCIDENT_URGED_ALREADY, () -> urge(incident, COMMUNITY_WORKER, 600));
        refused(INCIDENT_URGED_ALREADY, () -> urge(incident, STREET, 600 + 3_599));
        incident.handOver(act(HAND_OVER, STREET), Holder.person(COLLEAGUE.id(), Role.GRID_WORKER, SomeIncident.GRID));
        urge(incident, STREET, 601);
        incident.handOver(act(HAND_OVER, STREET), Holder.person(WORKER.id(), Role.GRID_WORKER, SomeIncident.GRID));
        urge(incident, STREET, 600 + 3_600);

        assertThat(incident.trail().added())
                .filteredOn(entry -> entry.act().step() == URGE)
                .hasSize(3);
    }

    private static void urge(Incident incident, Caller by, int seconds) {
        var act = Trail.Act.of(URGE, Actor.of(by, SomeIncident.GRID), MORNING.plusSeconds(seconds));
        incident.urge(act, standing(by, incident), incident.trail().added(), Duration.ofHours(1));
    }

    private static void refused(Problem problem, ThrowingCallable step) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(step)
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }
}
