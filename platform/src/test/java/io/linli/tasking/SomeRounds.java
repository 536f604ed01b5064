package io.linli.tasking;

import static java.util.Objects.requireNonNull;

import io.linli.identity.AccountId;
import io.linli.territory.AreaCode;
import org.springframework.context.ApplicationContext;

/** Gives out what is due now, without waiting for the timer. */
public final class SomeRounds {

    private SomeRounds() {}

    public static void sweep(ApplicationContext context) {
        context.getBean(PatrolRounds.class).sweep();
    }

    /** Tells the posts above of those in that area who were given more than so many this week. */
    public static void warn(ApplicationContext context, long cap, AreaCode within) {
        context.getBean(BurdenWatch.class).warn(cap, within);
    }

    /** Tells the posts above of the grid workers of that area who filled in more than so many forms this week. */
    public static void warnOfForms(ApplicationContext context, long cap, AreaCode within) {
        context.getBean(BurdenWatch.class).warnOfForms(cap, within);
    }

    /** Who is given the next task of a grid, were that the cap of a week. */
    public static AccountId next(ApplicationContext context, AreaCode grid, long cap) {
        return requireNonNull(
                context.getBean(Assignments.class).next(Assignments.queue(grid), null, cap), "nobody works there");
    }
}
