package io.linli.tasking;

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
}
