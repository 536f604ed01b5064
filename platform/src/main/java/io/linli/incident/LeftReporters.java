package io.linli.incident;

import io.linli.files.Files;
import io.linli.privacy.Retained;
import io.linli.settings.Writes;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What becomes of matters that are still open when their reporter asks to be erased (个人信息保护法 art. 47). One of public
 * concern goes on without the reporter: name, telephone, voice, account and the original wording are erased at once, and what is
 * left is the place, the photos and the text without numbers of persons. Any other cannot be dealt with without them, so it
 * stays as long as that duty lasts (art. 13 para. 1 no. 3) and is erased as soon as it has ended.
 */
@Component
class LeftReporters implements Retained {

    static final String KIND = "incident.left";

    private static final Term THE_DAY_AFTER = new Term(1, "law.personal-information.47");

    /** Two question marks. */
    private static final String OPEN = """
            from incident.incident i where i.owner = ? and i.ended_at is null and i.id <> all (?)""";

    /** Three question marks. */
    private static final String ENDED = """
            from incident.incident i where i.reporter_left_at is not null and i.ended_at < ? and i.erased_at is null
                and i.id <> all (?) and coalesce(i.owner, i.id) <> all (?)""";

    private final JdbcClient database;
    private final ErasedWords words;
    private final Notes notes;
    private final VoiceNotes voices;
    private final Files files;
    private final Writes writes;
    private final Clock clock;

    LeftReporters(
            JdbcClient database,
            ErasedWords words,
            Notes notes,
            VoiceNotes voices,
            Files files,
            Writes writes,
            Clock clock) {
        this.database = database;
        this.words = words;
        this.notes = notes;
        this.voices = voices;
        this.files = files;
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Term> standard() {
        return Optional.of(THE_DAY_AFTER);
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) " + ENDED)
                .params(Incidents.at(before), holds.array(), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return words.erase(database.sql("select i.id " + ENDED + " order by i.ended_at limit ? for no key update")
                .params(Incidents.at(before), holds.array(), holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    @Override
    public Outcome eraseOf(UUID account, Holds holds) {
        var going = database.sql("select i.id " + OPEN + " and " + PublicThings.CONCERN
                        + " order by i.id limit ? for no key update")
                .params(account, holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        going.forEach(this::goesOnWithoutReporter);
        writes.flush();
        database.sql("""
                update incident.incident i set reporter_left_at = ?
                where i.owner = ? and i.ended_at is null and i.reporter_left_at is null""").params(Incidents.at(clock.instant()), account).update();
        long left = database.sql("select count(*) from incident.incident i where i.owner = ? and i.ended_at is null")
                .param(account)
                .query(Long.class)
                .single();
        return new Outcome(going.size(), left == 0 ? Map.of() : Map.of("INCIDENT_OPEN", left));
    }

    private void goesOnWithoutReporter(UUID incident) {
        database.sql("select sealed from incident.words where incident = ?")
                .param(incident)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .ifPresent(original -> database.sql(
                                "update incident.words set contact = null, sealed = ? where incident = ?")
                        .params(notes.redactedWords(original), incident)
                        .update());
        database.sql("update incident.incident set owner = null where id = ?")
                .param(incident)
                .update();
        var id = new IncidentId(incident);
        voices.erase(id);
        files.forgetUploader(id.matter());
    }

    @Override
    public Map<String, Long> ahead(UUID account) {
        var ahead = new TreeMap<String, Long>();
        database.sql("select coalesce(" + PublicThings.CONCERN + ", false), count(*) " + OPEN + " group by 1")
                .params(account, Holds.NONE.array())
                .query(row -> {
                    ahead.put(row.getBoolean(1) ? "INCIDENT_GOES_ON" : "INCIDENT_OPEN", row.getLong(2));
                });
        return ahead;
    }
}
