package io.linli.analysis.language;

import io.linli.incident.Categories;
import io.linli.incident.CategoryLearner;
import io.linli.incident.IncidentId;
import io.linli.settings.Ids;
import io.linli.settings.Writes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what people said that matters are. The words stay where they are. */
@Component
class KindCorrections implements CategoryLearner {

    private final Models models;
    private final Categories categories;
    private final JdbcClient database;
    private final Writes writes;

    KindCorrections(Models models, Categories categories, JdbcClient database, Writes writes) {
        this.models = models;
        this.categories = categories;
        this.database = database;
        this.writes = writes;
    }

    @Override
    public void corrected(Correction said) {
        writes.add(
                """
                insert into analysis.correction (id, incident, category_before, category_after, model, followed, made_by,
                    made_at) values (?, ?, ?, ?, ?, ?, ?, ?)""",
                Ids.next(),
                said.incident().id(),
                said.before(),
                said.after(),
                said.suggestedBy() == null ? inUse() : said.suggestedBy(),
                said.suggestedBy() != null,
                said.by().id(),
                said.at().atOffset(ZoneOffset.UTC));
    }

    @Override
    public boolean suggests(String text, String category, String version) {
        var classifier = models.ifReady();
        if (classifier == null || !classifier.card().version().equals(version)) {
            return false;
        }
        var kinds = classifier.classify(text).categories();
        return Stream.concat(kinds.stream(), FinerKinds.of(text, kinds, categories.all()).stream())
                .anyMatch(guess -> guess.code().equals(category));
    }

    private @Nullable String inUse() {
        var classifier = models.ifReady();
        return classifier == null ? null : classifier.card().version();
    }

    /** Those of whom it was said, each once, the latest first. */
    List<IncidentId> incidents(int most) {
        return database.sql("""
                        select incident from analysis.correction group by incident order by max(made_at) desc limit ?""")
                .param(most)
                .query((row, n) -> new IncidentId(row.getObject(1, UUID.class)))
                .list();
    }

    /**
     * How many.
     *
     * @param followed of them, how many followed a suggestion of the model
     */
    public record Count(long corrections, long followed) {}

    /** While that version was in use. */
    Count under(String version) {
        return database.sql(
                        "select count(*), count(*) filter (where followed) from analysis.correction where model = ?")
                .param(version)
                .query((row, n) -> new Count(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** Of whom it was said since then. */
    List<UUID> since(Instant when) {
        return database.sql("select distinct incident from analysis.correction where made_at >= ?")
                .param(when.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }
}
