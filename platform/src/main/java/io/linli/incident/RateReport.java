package io.linli.incident;

import io.linli.tasking.Wilson;
import org.jspecify.annotations.Nullable;

/**
 * 三率: of what ended in a time, how many reporters said that they were contacted, that it was solved, that they are
 * satisfied. Each rate is told with what it is of; where nobody answered there is none.
 *
 * @param ended closed, or found not to be solvable
 * @param unsolvable of those, counted apart
 * @param answered by how many reporters, by themselves or on the telephone: what the rates are of
 * @param bad how many were not solved or not satisfactory
 * @param waiting bad ones that nobody has seen to yet
 * @param score the rates weighted, of 100
 * @param contactedRange between what the rate lies with 95 % certainty, since only some answer
 */
public record RateReport(
        long ended,
        long unsolvable,
        long answered,
        long contacted,
        long solved,
        long satisfied,
        long bad,
        long waiting,
        @Nullable Double contactedRate,
        @Nullable Double solvedRate,
        @Nullable Double satisfiedRate,
        @Nullable Double score,
        @Nullable Range contactedRange,
        @Nullable Range solvedRange,
        @Nullable Range satisfiedRange,
        Weights weights) {

    /** The 95 % interval of a share. */
    public record Range(double low, double high) {

        static @Nullable Range of(long part, long of) {
            if (of == 0) {
                return null;
            }
            var interval = Wilson.of(part, of);
            return new Range(interval.low(), interval.high());
        }
    }

    public record Weights(int contacted, int solved, int satisfied) {}

    static RateReport of(
            long ended,
            long unsolvable,
            long answered,
            long contacted,
            long solved,
            long satisfied,
            long bad,
            long waiting,
            IncidentSettings.Weights weights) {
        var rates = answered == 0;
        double whole = weights.contacted() + weights.solved() + weights.satisfied();
        return new RateReport(
                ended,
                unsolvable,
                answered,
                contacted,
                solved,
                satisfied,
                bad,
                waiting,
                rates ? null : (double) contacted / answered,
                rates ? null : (double) solved / answered,
                rates ? null : (double) satisfied / answered,
                rates
                        ? null
                        : 100.0
                                * (weights.contacted() * contacted
                                        + weights.solved() * solved
                                        + weights.satisfied() * satisfied)
                                / (whole * answered),
                Range.of(contacted, answered),
                Range.of(solved, answered),
                Range.of(satisfied, answered),
                new Weights(weights.contacted(), weights.solved(), weights.satisfied()));
    }
}
