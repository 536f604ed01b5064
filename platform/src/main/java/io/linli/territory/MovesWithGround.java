package io.linli.territory;

import io.linli.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands on the ground and moves with it when areas are split or merged. Implemented by the module that
 * keeps it, for each kind by itself. All calls come in the system's scope, those that write in a transaction of their own:
 * a method that moves is called again until it answers 0, and begins where it was stopped, since what has moved no longer
 * stands at an area that closes.
 */
public interface MovesWithGround {

    /** Its name; the text is {@code ground.<name>} in the bundle of its module. */
    String what();

    /** How many there are in those areas and all that lies in them, by the area that they stand at. */
    Map<AreaCode, Long> counts(Collection<AreaCode> within);

    /** Where they would go; without a target those that the plan would lose. */
    List<Flow> flows(Regrouping plan);

    /** How many become one with another, because somebody who had two of them has one. */
    default long merged(Regrouping plan) {
        return 0;
    }

    /** What speaks against the plan. */
    default List<ProblemException> refusals(Regrouping plan) {
        return List.of();
    }

    /** Makes ready what has to be there when the new areas open; tells how many were dealt with, at most so many. */
    default int prepare(Regrouping plan, int most) {
        return 0;
    }

    /** Takes back what was made ready, since the new areas will not open. */
    default void takeBack(Regrouping plan) {}

    /** Moves at most so many, and tells how many. */
    int move(Regrouping plan, int most);

    /** Ends what was only needed until all else had moved; tells how many were dealt with. */
    default int finish(Regrouping plan, int most) {
        return 0;
    }

    /** How many go from an area to another. */
    record Flow(AreaCode from, @Nullable AreaCode to, long count) {}
}
