package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_EVIDENCE_MISSING;
import static io.linli.incident.IncidentProblem.INCIDENT_NOT_VERIFIED;

import io.linli.files.FileId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a kind of matter wants to see before it is filed, and before it is said to be done. */
@Component
class RequiredEvidence {

    private final Categories categories;
    private final Incidents incidents;
    private final int elsewhere;

    RequiredEvidence(Categories categories, Incidents incidents, IncidentSettings settings) {
        this.categories = categories;
        this.incidents = incidents;
        this.elsewhere = settings.rules().elsewhere();
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

    /** Somebody went and looked, and there is a photo of before, where what is said of its kind now asks for that. */
    void toFile(Incident incident) {
        boolean unfiled = incident.status() == IncidentStatus.REPORTED || incident.status() == IncidentStatus.VERIFYING;
        var kind = categories.kind(incident.progress().category());
        if (!unfiled || kind.isEmpty()) {
            return;
        }
        var wanted = kind.get().is().evidence();
        if (wanted.onSite() && incident.status() == IncidentStatus.REPORTED) {
            throw INCIDENT_NOT_VERIFIED.with();
        }
        if (wanted.before() && !hasPhotos(incident)) {
            throw INCIDENT_EVIDENCE_MISSING.with().at("photos");
        }
    }

    /** Whoever goes and looks brings the photo of before, where there is none yet and the kind asks for it. */
    void toVerify(Incident incident, List<FileId> photos) {
        boolean wanted = categories
                .kind(incident.progress().category())
                .filter(kind -> kind.is().evidence().before())
                .isPresent();
        if (wanted && photos.isEmpty() && !hasPhotos(incident)) {
            throw INCIDENT_EVIDENCE_MISSING.with().at("photos");
        }
    }

    private boolean hasPhotos(Incident incident) {
        return incidents.trail(incident.id()).stream()
                .anyMatch(entry -> !entry.act().photos().isEmpty());
    }

    /**
     * Marks for the trail where photos were taken too far from the place, or before anybody had reported the matter: they are
     * looked at, never refused.
     */
    @Nullable
    String whereTaken(Incident incident, @Nullable Taken taken) {
        if (taken == null) {
            return null;
        }
        var place = incident.progress().placement().point();
        long metres = place == null ? 0 : Math.round(place.metresTo(taken.place()));
        var at = taken.at();
        long minutes = at == null ? 0 : at.until(incident.reported().at(), ChronoUnit.MINUTES);
        var far = metres > elsewhere ? "elsewhere:" + metres : "";
        var early = minutes > 0 ? "earlier:" + minutes : "";
        var marks = (far + " " + early).strip();
        return marks.isEmpty() ? null : marks;
    }
}
