package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_EVIDENCE_MISSING;

import io.linli.files.FileId;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a kind of matter wants to see before it is said to be done. */
@Component
class RequiredEvidence {

    private final Categories categories;

    RequiredEvidence(Categories categories) {
        this.categories = categories;
    }

    /** A photo of afterwards, where the version that it was filed under asks for one. */
    void check(Incident incident, List<FileId> photos) {
        var now = incident.progress();
        var kind = categories.kind(now.category());
        var version = now.course().version();
        if (photos.isEmpty()
                && version != null
                && kind.filter(each ->
                                categories.version(each, version).evidence().after())
                        .isPresent()) {
            throw INCIDENT_EVIDENCE_MISSING.with().at("photos");
        }
    }
}
