package io.linli.incident;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.incident.Trail.Act;
import io.linli.incident.Trail.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrailTests {

    private final Incident incident = SomeIncident.inspected(InspectionResult.PASSED);
    private final List<Entry> entries = new ArrayList<>(incident.trail().added());

    @Test
    void isWholeAsItWasWritten() {
        assertThat(broken()).isZero();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        "time",
                        change(act -> new Act(
                                act.step(), act.by(), act.at().plusMillis(1), act.detail(), act.note(), act.photos()))),
                Arguments.of("step", change(act -> act.as(IncidentStep.PLACE))),
                Arguments.of("detail", change(act -> act.saying("unit:430181-civil"))),
                Arguments.of(
                        "name",
                        change(act -> by(
                                act,
                                new Actor(act.by().account(), "别人", act.by().role())))),
                Arguments.of(
                        "role",
                        change(act ->
                                by(act, new Actor(act.by().account(), act.by().name(), "SYSTEM")))),
                Arguments.of(
                        "account",
                        change(act -> by(
                                act, new Actor(null, act.by().name(), act.by().role())))),
                Arguments.of(
                        "note",
                        change(act -> new Act(
                                act.step(),
                                act.by(),
                                act.at(),
                                act.detail(),
                                new Note("另外写的", Bytes.of(new byte[] {1})),
                                act.photos()))));
    }

    private static Act by(Act act, Actor actor) {
        return new Act(act.step(), actor, act.at(), act.detail(), act.note(), act.photos());
    }

    private static UnaryOperator<Entry> change(UnaryOperator<Act> act) {
        return entry -> new Entry(
                entry.number(), act.apply(entry.act()), entry.status(), entry.due(), entry.digest(), entry.hash());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void showsAChangedRow(String what, UnaryOperator<Entry> change) {
        entries.set(3, change.apply(entries.get(3)));

        assertThat(broken()).as(what).isEqualTo(4);
    }

    @Test
    void showsAChangedStateOrDeadline() {
        var entry = entries.get(2);
        entries.set(2, new Entry(3, entry.act(), IncidentStatus.REJECTED, entry.due(), entry.digest(), entry.hash()));
        assertThat(broken()).isEqualTo(3);

        entries.set(
                2,
                new Entry(
                        3,
                        entry.act(),
                        entry.status(),
                        requireNonNull(entry.due()).plusSeconds(1),
                        entry.digest(),
                        entry.hash()));
        assertThat(broken()).isEqualTo(3);
    }

    @Test
    void showsARowTakenOutAtTheEndOrInBetween() {
        entries.removeLast();
        assertThat(broken()).isEqualTo(entries.size() + 1);

        entries.remove(1);
        assertThat(broken()).isEqualTo(2);
    }

    @Test
    void showsRowsInAnotherOrder() {
        entries.set(1, incident.trail().added().get(2));
        entries.set(2, incident.trail().added().get(1));

        assertThat(broken()).isEqualTo(2);
    }

    @Test
    void doesNotHoldForAnotherIncident() {
        var other = SomeIncident.reported();
        assertThat(Trail.broken(
                        other.id(),
                        entries,
                        incident.trail().length(),
                        incident.trail().head()))
                .contains(1);
    }

    private int broken() {
        return Trail.broken(
                        incident.id(),
                        entries,
                        incident.trail().length(),
                        incident.trail().head())
                .orElse(0);
    }
}
