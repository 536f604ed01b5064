package io.linli.operation;

import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Whether what happens is read in time: as the journal says of itself. */
@Component
class JournalWatch implements Watch {

    private final HealthIndicator journal;

    JournalWatch(@Qualifier("journalHealthIndicator") HealthIndicator journal) {
        this.journal = journal;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public Finding look() {
        var health = journal.health(true);
        if (health != null && Status.UP.equals(health.getStatus())) {
            return Finding.of(State.OK);
        }
        var wrong = health == null ? null : health.getDetails().get("wrong");
        return Finding.of(
                State.ALARM,
                wrong instanceof List<?> reasons
                        ? String.join(
                                "; ", reasons.stream().map(String::valueOf).toList())
                        : String.valueOf(health));
    }
}
