package io.linli.incident;

import io.linli.files.FileId;
import io.linli.files.Files;
import io.linli.identity.Caller;
import io.linli.settings.Writes;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was said into the phone when something was reported, for whoever may see the photos. A voice tells who speaks, so
 * {@link ReportReader} takes none with a report whose reporter is hidden.
 */
@Component
class VoiceNotes {

    private final JdbcClient database;
    private final Writes writes;
    private final Files files;

    VoiceNotes(JdbcClient database, Writes writes, Files files) {
        this.database = database;
        this.writes = writes;
        this.files = files;
    }

    /** After the incident itself was written. */
    void add(IncidentId incident, Report report, Caller caller) {
        var voice = report.voice();
        if (voice == null) {
            return;
        }
        files.attachSound(voice, caller.username(), incident.matter());
        writes.add("insert into incident.voice (incident, file) values (?, ?)", incident.id(), voice.id());
    }

    /** It tells who spoke, and they are to be known no longer. */
    void erase(IncidentId incident) {
        var voice = of(incident);
        if (voice != null) {
            database.sql("delete from incident.voice where incident = ?")
                    .param(incident.id())
                    .update();
            files.release(voice, incident.matter());
        }
    }

    /** Part of one incident, heard with it. */
    @Nullable
    FileId of(IncidentId incident) {
        Optional<UUID> file = database.sql("select file from incident.voice where incident = ?")
                .param(incident.id())
                .query(UUID.class)
                .optional();
        return file.map(FileId::new).orElse(null);
    }
}
