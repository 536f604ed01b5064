package io.linli.tasking;

import static java.util.Objects.requireNonNull;

import io.linli.identity.AccountId;
import io.linli.privacy.Retained.Holds;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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

    /** Lets go of the numbers of weeks that nobody reads any more. */
    public static void forget(ApplicationContext context) {
        context.getBean(BurdenWatch.class).forget();
    }

    /** Ends what was typed when these tasks were done, as if their time were over. */
    public static int eraseNotes(ApplicationContext context, Set<UUID> tasks) {
        var database = context.getBean(JdbcClient.class);
        return context.getBean(SystemScope.class)
                .call(() -> requireNonNull(context.getBean(TransactionTemplate.class)
                        .execute(status -> {
                            var others = new HashSet<>(database.sql("select task from tasking.task_result")
                                    .query(UUID.class)
                                    .set());
                            others.removeAll(tasks);
                            return context.getBean(OldTaskNotes.class)
                                    .erase(
                                            context.getBean(Clock.class)
                                                    .instant()
                                                    .plusSeconds(60),
                                            new Holds(others));
                        })));
    }

    /** Who is given the next task of a grid, were that the cap of a week. */
    public static AccountId next(ApplicationContext context, AreaCode grid, long cap) {
        return requireNonNull(
                context.getBean(Assignments.class).next(Assignments.queue(grid), null, cap), "nobody works there");
    }
}
