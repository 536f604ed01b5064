package io.linli.incident;

import io.linli.files.Files;
import io.linli.identity.Caller;
import io.linli.incident.Incidents.Typed;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one transaction of a report: only writes, sent together. */
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

    @Transactional(label = "write-only")
    public void write(Incident incident, Typed typed, byte[] queryCode, List<String> flags, Caller caller) {
        incidents.add(incident, typed, queryCode, flags);
        var photos = incident.trail().added().getFirst().act().photos();
        files.attach(photos, caller.username(), incident.id().matter());
        tasks.open(incident);
    }
}
