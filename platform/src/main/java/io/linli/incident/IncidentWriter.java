package io.linli.incident;

import io.linli.files.Files;
import io.linli.identity.Caller;
import io.linli.incident.Incidents.Typed;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the one transaction of a report writes: nothing is read in it. */
@Component
class IncidentWriter {

    private final Incidents incidents;
    private final IncidentTasks tasks;
    private final Files files;

    IncidentWriter(Incidents incidents, IncidentTasks tasks, Files files) {
        this.incidents = incidents;
        this.tasks = tasks;
        this.files = files;
    }

    void write(Incident incident, Typed typed, byte[] queryCode, List<String> flags, Caller caller) {
        incidents.add(incident, typed, queryCode, flags);
        var photos = incident.trail().added().getFirst().act().photos();
        var matter = incident.id().matter();
        files.attach(photos, caller.username(), matter);
        if (!photos.isEmpty() && incident.reported().privacy() == ReportPrivacy.ANONYMOUS) {
            files.forgetUploader(matter);
        }
        tasks.open(incident);
    }
}
