package io.linli.incident;

import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where an incident stands with its time.
 *
 * @param version of its category, under which it was filed
 * @param stage of those that the category has, from 0
 * @param term null while no clock runs that is measured
 * @param told how far the warnings have come, as in {@link Due}
 * @param next when the next timer fires
 * @param escalations how often it went a level up
 * @param level the post that looks after it since, as long as the matter it went up for is not settled
 */
record Course(
        @Nullable Integer version,
        int stage,
        @Nullable Term term,
        int told,
        @Nullable Instant next,
        int escalations,
        @Nullable Level level) {

    record Level(Role role, AreaCode area) {}

    static Course begin(@Nullable Integer version, Due due) {
        return new Course(version, 0, due.term(), due.told(), due.next(), 0, null);
    }

    /** A new limit begins: nothing was told of it yet, and nobody above looks after it. */
    Course running(Due due) {
        return new Course(version, stage, due.term(), due.told(), due.next(), escalations, null);
    }

    /** The same limit ends at another time. */
    Course moved(Due due) {
        return new Course(version, stage, due.term(), due.told(), due.next(), escalations, level);
    }

    Course stopped(Term left) {
        return new Course(version, stage, left, told, null, escalations, level);
    }

    Course over() {
        return new Course(version, stage, null, 0, null, escalations, null);
    }

    Course under(@Nullable Integer newVersion) {
        return new Course(newVersion, stage, term, told, next, escalations, level);
    }

    Course inStage(int number) {
        return new Course(version, number, term, told, next, escalations, level);
    }

    Course told(int step, @Nullable Instant later) {
        return new Course(version, stage, term, step, later, escalations, level);
    }

    /** The post that looks after it stands at another area now. */
    Course at(UnaryOperator<AreaCode> successor) {
        return level == null
                ? this
                : new Course(
                        version,
                        stage,
                        term,
                        told,
                        next,
                        escalations,
                        new Level(level.role(), successor.apply(level.area())));
    }

    /** That post looks after it, and its time runs. */
    Course lookedAfter(Level by) {
        return new Course(version, stage, term, told, next, escalations, by);
    }

    Course raised(@Nullable Level to, @Nullable Instant later) {
        return new Course(version, stage, term, Due.OVER, later, escalations + 1, to);
    }
}
