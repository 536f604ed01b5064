package io.linli.incident;

import io.linli.calendar.SlaClock;
import io.linli.calendar.TimeLimit;
import io.linli.identity.OrgUnitId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a kind of matter. What nobody has said stays empty: a kind without stages has the general limit of the
 * instance.
 *
 * @param words that people use for it
 * @param filing when it is a case (立案条件)
 * @param closing when it is done (结案条件)
 * @param route null: as the kind above it
 * @param lead the unit that must do it; null: as the kind above it
 * @param assisting units that help
 * @param stages one after the other, each with its limit
 * @param rule what the law says of it, in words
 * @param source where filing, closing and limits come from
 * @param confirmed whether the department competent here has confirmed the limits; else they read 未核定
 * @param workItem a piece of work of the grid (网格工作事项), for which inspections are made
 */
public record CategoryDefinition(
        String name,
        List<String> words,
        @Nullable String filing,
        @Nullable String closing,
        @Nullable Route route,
        @Nullable OrgUnitId lead,
        List<OrgUnitId> assisting,
        Evidence evidence,
        List<Stage> stages,
        boolean urgent,
        @Nullable String rule,
        @Nullable String source,
        boolean confirmed,
        boolean workItem) {

    public CategoryDefinition {
        words = List.copyOf(words);
        assisting = List.copyOf(assisting);
        stages = List.copyOf(stages);
    }

    /** What must be there before it is closed. */
    public record Evidence(boolean before, boolean after, boolean onSite) {

        public static final Evidence NONE = new Evidence(false, false, false);
    }

    /** One stage, such as 停工, 处罚 and 拆除 of an illegal building. */
    public record Stage(@Nullable String name, int amount, SlaClock clock) {

        public Stage {
            if (amount < 1 || amount > 10_000) {
                throw new IllegalArgumentException("Not a time limit: " + amount);
            }
        }

        TimeLimit limit() {
            return new TimeLimit(amount, clock);
        }
    }
}
