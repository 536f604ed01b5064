package io.linli.files;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** What photos and documents hold about people: each stands encrypted under its own key, and ends with its matter. */
@Component
class FilesHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.of("files.file")
                .encrypted("files.file.key")
                .digests("files.file.original_sha256")
                .clear("files.file.uploader")
                .keptBy("incident.words"));
    }
}
