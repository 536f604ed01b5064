package io.linli.tasking;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** What tasks hold about people: what was typed when they were done, where people were on duty, surveys, and their forms. */
@Component
class TaskingHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of("tasking.note")
                        .encrypted("tasking.task_result.sealed")
                        .clear(
                                "tasking.task_result.note",
                                "tasking.task_result.answers",
                                "tasking.task.words",
                                "tasking.push_refusal.words")
                        .keptBy(OldTaskNotes.KIND),
                Holding.of("tasking.track")
                        .encrypted("tasking.patrol_track.sealed")
                        .clear("tasking.patrol.assignee", "tasking.patrol.started_at")
                        .keptBy(OldTracks.KIND),
                Holding.of("tasking.survey")
                        .encrypted("tasking.survey_answer.sealed", "tasking.survey_slip.sealed")
                        .digests("tasking.survey_home.home_index")
                        .clear("tasking.survey_answer.choices"),
                Holding.of("tasking.forms")
                        .clear(
                                "tasking.asked_at_doors.account",
                                "tasking.asked_at_doors.week",
                                "tasking.asked_at_doors.n"));
    }
}
