package io.linli.incident;

import io.linli.files.FileId;
import io.linli.files.Files;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives out the photos of an incident to those who may see it. */
@Service
@Transactional(readOnly = true)
public class IncidentPhotos {

    private final Incidents incidents;
    private final Files files;

    IncidentPhotos(Incidents incidents, Files files) {
        this.incidents = incidents;
        this.files = files;
    }

    public Files.Content photo(IncidentId id, FileId photo) {
        return files.open(photo, incidents.get(id).id().matter());
    }

    public Files.Content thumbnail(IncidentId id, FileId photo) {
        return files.thumbnail(photo, incidents.get(id).id().matter());
    }
}
