package io.linli.files;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what was uploaded and never reported, and what a crash left half done. */
@Component
class AbandonedFiles {

    private static final Logger log = LoggerFactory.getLogger(AbandonedFiles.class);

    /** Longer than any transaction that attached in time may take. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final int AT_ONCE = 1_000;

    private final FileStorage storage;
    private final JdbcClient database;
    private final Clock clock;

    AbandonedFiles(FileStorage storage, JdbcClient database, Clock clock) {
        this.storage = storage;
        this.database = database;
        this.clock = clock;
    }

    /** The content first: as long as the row is there, the next run finds what this one did not finish. */
    @Scheduled(fixedDelayString = "PT15M", initialDelayString = "PT5M")
    int remove() {
        var abandoned = database.sql("select id from files.file where matter is null and expires_at < ? limit ?")
                .params(clock.instant().minus(GRACE).atOffset(UTC), AT_ONCE)
                .query(UUID.class)
                .list();
        for (var id : abandoned) {
            for (var rendition : Rendition.values()) {
                rendition.delete(storage, new FileId(id));
            }
            database.sql("delete from files.file where id = ? and matter is null")
                    .param(id)
                    .update();
        }
        if (!abandoned.isEmpty()) {
            log.info("Removed {} uploads that no report took", abandoned.size());
        }
        return abandoned.size();
    }
}
