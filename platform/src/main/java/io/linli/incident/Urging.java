package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_HELD_BY_NOBODY;

import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import io.linli.settings.Adjustments;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 催办: one click from above, and whoever has a matter is told that somebody waits for it. */
@Service
@Transactional
public class Urging implements AdjustableCatalogue {

    static final String PAUSE = "incident.urge-minutes";

    private static final int LONGEST = 200;

    private final Works works;
    private final Incidents incidents;
    private final Dispatch dispatch;
    private final Labels labels;
    private final Notes notes;
    private final Notices notices;
    private final Adjustments adjustments;

    Urging(
            Works works,
            Incidents incidents,
            Dispatch dispatch,
            Labels labels,
            Notes notes,
            Notices notices,
            @Lazy Adjustments adjustments) {
        this.works = works;
        this.incidents = incidents;
        this.dispatch = dispatch;
        this.labels = labels;
        this.notes = notes;
        this.notices = notices;
        this.adjustments = adjustments;
    }

    @Override
    public List<Adjustable> adjustables() {
        return List.of(new Adjustable(PAUSE, 60, 1, 10_080)); // minutes, up to a week
    }

    /**
     * Under the matter's lock, so that of two at once one is told that the other was first.
     *
     * @param note a line of 200 characters at most
     */
    public IncidentDetail urge(IncidentId id, Doer by, @Nullable String note) {
        var line = notes.note(note, LONGEST);
        var work = works.begin(id, by);
        var incident = work.incident();
        var pause = Duration.ofMinutes(adjustments.of(PAUSE));
        incident.urge(work.act(IncidentStep.URGE, line), work.standing(), incidents.trail(id), pause);
        tell(work, line);
        return works.done(work);
    }

    /** Names the office that waits; who it was stands in the trail, as no notice names a person. */
    private void tell(Work work, @Nullable Note line) {
        var incident = work.incident();
        var whom = dispatch.people(incident.progress().holder());
        if (whom.isEmpty()) {
            throw INCIDENT_HELD_BY_NOBODY.with();
        }
        var number = incident.reported().number();
        var office = office(work);
        var template = line == null ? "incident-urged/1" : "incident-urged-saying/1";
        var details = line == null ? List.of(number, office) : List.of(number, office, line.text());
        var matter = incident.id().matter();
        var key = "incident-urged:" + incident.id() + ":" + work.at().toEpochMilli();
        boolean urgent = incident.progress().urgent();
        notices.send(whom.stream()
                .limit(Dispatch.MOST_OF_A_QUEUE)
                .map(account -> new Notice(account.id(), key, template, details, matter, urgent))
                .toList());
    }

    private String office(Work work) {
        var place = work.incident().progress().placement().area();
        return Actor.nearest(work.caller().posts(), place)
                .map(post -> labels.area(post.area()))
                .orElse("");
    }
}
