package io.linli.workforce;

import io.linli.identity.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Counts, for one of the three duties of a grid worker, what a module has recorded of it. What no module counts yet is
 * told as not measured, never as nothing done.
 */
public interface DutySource {

    /** 收集民情、调解纠纷、服务群众. */
    enum Duty {
        OPINIONS,
        DISPUTES,
        SERVICE
    }

    /** What is counted; the texts are {@code duty.<name>} and {@code duty.<name>.from} in this module's bundle. */
    enum Counted {
        /** Matters that the worker reported. */
        REPORTS(Duty.OPINIONS),
        /** Matters of the kinds of disputes that were closed and that the worker handled. */
        DISPUTE_MATTERS(Duty.DISPUTES),
        /** Cases of people's mediation. */
        MEDIATIONS(Duty.DISPUTES),
        /** Visits to homes that the worker took down. */
        VISITS(Duty.SERVICE),
        /** Applications that the worker helped with. */
        APPLICATIONS(Duty.SERVICE);

        private final Duty duty;

        Counted(Duty duty) {
            this.duty = duty;
        }

        public Duty duty() {
            return duty;
        }
    }

    Counted what();

    /** How many of each worker in that time, the end left out; who has none may be left out. */
    Map<AccountId, Long> count(Collection<AccountId> workers, Instant from, Instant until);
}
