package io.linli.analysis.detector;

import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningLevel;
import io.linli.incident.Disputes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The same matter at the same place again: reports of one kind within 150 m, or in one grid where the place is not to be
 * known, whose words are alike, within {@code days}. Who reported is not known here and not asked. Of disputes the second
 * one counts, of other matters the third.
 */
public final class Recurrence implements Detector<Recurrence.State> {

    private static final int KIND = 6;
    private static final int MOST = 40;

    /** An earlier one. */
    public record Past(UUID incident, Instant at, @Nullable String signature) {}

    public record State(List<Past> past) {}

    @Override
    public String name() {
        return "recurrence";
    }

    @Override
    public int version() {
        return 2; // 1 took fewer kinds for disputes
    }

    @Override
    public Set<String> inputs() {
        return Set.of(IncidentFact.REPORTED);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("days", 90, 7, 365),
                new Parameter("times", 3, 2, 50),
                new Parameter("timesDispute", 2, 2, 50),
                new Parameter("alike", 0.2, 0, 1),
                new Parameter("alikeInGrid", 0.4, 0, 1));
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State start() {
        return new State(List.of());
    }

    @Override
    public List<String> keys(Fact fact) {
        if (!(fact instanceof IncidentFact report) || report.grid() == null || report.category() == null) {
            return List.of();
        }
        return List.of((report.cell() == null ? report.grid() : report.cell()) + ":" + report.kind(KIND));
    }

    @Override
    public Step<State> on(String key, State state, Fact fact, Values values) {
        if (!(fact instanceof IncidentFact report) || report.grid() == null) {
            return Step.to(state);
        }
        var since = report.at().minus(Duration.ofDays(values.count("days")));
        var past = new ArrayList<>(state.past().stream()
                .filter(one -> one.at().isAfter(since) && !one.incident().equals(report.incident()))
                .toList());
        double enough = values.get(report.cell() == null ? "alikeInGrid" : "alike");
        var alike = past.stream()
                .filter(one ->
                        !one.at().isAfter(report.at()) && similarity(one.signature(), report.signature()) >= enough)
                .toList();
        past.add(new Past(report.incident(), report.at(), report.signature()));
        var now = new State(List.copyOf(past.subList(Math.max(0, past.size() - MOST), past.size())));
        int times = alike.size() + 1;
        boolean dispute = Disputes.isOne(report.kind(KIND));
        if (times < values.count(dispute ? "timesDispute" : "times")) {
            return Step.to(now);
        }
        var evidence = new ArrayList<>(alike.stream().map(Past::incident).toList());
        evidence.add(report.incident());
        var finding = new Finding(
                SignalKind.RECURRENCE,
                name() + ":" + report.incident(),
                name() + ":" + key,
                WarningLevel.BLUE,
                report.grid(),
                report.cell(),
                report.kind(KIND),
                null,
                alike.getFirst().at(),
                report.at(),
                Map.of("times", (double) times, "days", values.get("days"), "dispute", dispute ? 1.0 : 0.0),
                evidence);
        return new Step<>(now, List.of(finding));
    }

    /** The share of equal places of two signatures; 0 where one is missing or broken. */
    static double similarity(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.length() != other.length()) {
            return 0;
        }
        try {
            var a = ByteBuffer.wrap(Base64.getDecoder().decode(one)).asShortBuffer();
            var b = ByteBuffer.wrap(Base64.getDecoder().decode(other)).asShortBuffer();
            int same = 0;
            for (int i = 0; i < Math.min(a.limit(), b.limit()); i++) {
                same += a.get(i) == b.get(i) ? 1 : 0;
            }
            return a.limit() == 0 ? 0 : (double) same / a.limit();
        } catch (IllegalArgumentException e) {
            return 0; // no signature of ours: nothing is known of the words
        }
    }
}
