package io.linli.tasking;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** What tasks hold about people: what was typed when they were done. */
@Component
class TaskingHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.of("tasking.note")
                .encrypted("tasking.task_result.sealed")
                .clear(
                        "tasking.task_result.note",
                        "tasking.task_result.answers",
                        "tasking.task.words",
                        "tasking.push_refusal.words")
                .keptBy(OldTaskNotes.KIND));
    }
}
