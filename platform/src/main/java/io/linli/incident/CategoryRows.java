package io.linli.incident;

import io.linli.incident.Taxonomy.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the kinds of matters. */
@Repository
class CategoryRows {

    // Its form is the tables' own: it is read for as long as incidents were filed under it.
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient database;

    CategoryRows(JdbcClient database) {
        this.database = database;
    }

    /**
     * All kinds as they are at one moment.
     *
     * @param until when the next version comes into force by itself
     */
    record Snapshot(long revision, @Nullable Instant until, Taxonomy taxonomy) {}

    /** One version of one kind. */
    record Version(
            int number,
            boolean published,
            CategoryDefinition definition,
            @Nullable Instant effectiveFrom,
            @Nullable UUID madeBy,
            Instant madeAt,
            @Nullable UUID publishedBy,
            @Nullable Instant publishedAt) {}

    record Head(
            String code,
            @Nullable Instant closedAt,
            @Nullable UUID closedBy,
            @Nullable String closedReason) {}

    long revision() {
        return database.sql("select number from incident.category_revision")
                .query(Long.class)
                .single();
    }

    /** Also keeps two that change something from doing it at once. */
    void touch() {
        database.sql("update incident.category_revision set number = number + 1")
                .update();
    }

    Snapshot at(Instant now) {
        long revision = revision();
        var kinds = new ArrayList<Kind>();
        database.sql("""
                        select distinct on (c.code) c.code, c.closed_at, v.version, v.definition::text
                        from incident.category c
                        join incident.category_version v on v.category = c.code and v.state = 'PUBLISHED'
                        where v.effective_from <= ?
                        order by c.code, v.effective_from desc, v.version desc""").param(Incidents.at(now)).query(row -> {
            kinds.add(new Kind(row.getString(1), row.getInt(3), definition(row, 4), row.getObject(2) == null));
        });
        var until = database.sql(
                        "select min(effective_from) as at from incident.category_version where effective_from > ?")
                .param(Incidents.at(now))
                .query((row, n) -> Optional.ofNullable(IncidentRowMapper.instant(row, "at")))
                .single()
                .orElse(null);
        return new Snapshot(revision, until, new Taxonomy(kinds));
    }

    /** What ships and is not there yet comes in as its first version; what is there stays as it is. */
    void addMissing(List<Kind> shipped, Instant at) {
        var there = new HashSet<>(database.sql("select code from incident.category")
                .query((row, n) -> row.getString(1))
                .list());
        var missing =
                shipped.stream().filter(kind -> !there.contains(kind.code())).toList();
        if (missing.isEmpty()) {
            return;
        }
        touch();
        var codes = missing.stream().map(Kind::code).toArray(String[]::new);
        database.sql("""
                        insert into incident.category (code, parent)
                        select code, nullif(left(code, length(code) - 2), '') from unnest(?::text[]) code
                        order by length(code), code
                        on conflict do nothing""").param(codes).update();
        database.sql("""
                        insert into incident.category_version
                            (category, version, state, definition, effective_from, made_at, published_at)
                        select code, 1, 'PUBLISHED', definition::jsonb, '-infinity', ?, ?
                        from unnest(?::text[], ?::text[]) shipped (code, definition)
                        on conflict do nothing""")
                .params(
                        Incidents.at(at),
                        Incidents.at(at),
                        codes,
                        missing.stream().map(kind -> json(kind.is())).toArray(String[]::new))
                .update();
    }

    Optional<Head> head(String code) {
        return database.sql("select * from incident.category where code = ?")
                .param(code)
                .query((row, n) -> new Head(
                        row.getString("code"),
                        IncidentRowMapper.instant(row, "closed_at"),
                        row.getObject("closed_by", UUID.class),
                        row.getString("closed_reason")))
                .optional();
    }

    /** Newest first. */
    List<Version> versions(String code) {
        return database.sql("""
                        select version, state, definition::text as definition, nullif(effective_from, '-infinity') as since,
                            made_by, made_at, published_by, published_at
                        from incident.category_version where category = ? order by version desc""")
                .param(code)
                .query((row, n) -> new Version(
                        row.getInt("version"),
                        row.getString("state").equals("PUBLISHED"),
                        definition(row, 3),
                        IncidentRowMapper.instant(row, "since"),
                        row.getObject("made_by", UUID.class),
                        java.util.Objects.requireNonNull(IncidentRowMapper.instant(row, "made_at")),
                        row.getObject("published_by", UUID.class),
                        IncidentRowMapper.instant(row, "published_at")))
                .list();
    }

    Optional<CategoryDefinition> version(String code, int number) {
        return database.sql("select definition::text from incident.category_version where category = ? and version = ?")
                .params(code, number)
                .query((row, n) -> definition(row, 1))
                .optional();
    }

    List<String> drafts() {
        return database.sql("select category from incident.category_version where state = 'DRAFT'")
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Codes right under that one, closed ones too. */
    List<String> children(@Nullable String parent) {
        return database.sql("select code from incident.category where parent is not distinct from ? order by code")
                .param(parent)
                .query((row, n) -> row.getString(1))
                .list();
    }

    void add(String code) {
        database.sql("insert into incident.category (code, parent) values (?, ?)")
                .params(Arrays.asList(code, Taxonomy.parent(code)))
                .update();
    }

    void saveDraft(String code, CategoryDefinition definition, UUID by, Instant at) {
        int changed = database.sql("""
                        update incident.category_version set definition = ?::jsonb, made_by = ?, made_at = ?
                        where category = ? and state = 'DRAFT'""")
                .params(json(definition), by, Incidents.at(at), code)
                .update();
        if (changed == 0) {
            database.sql("""
                            insert into incident.category_version (category, version, state, definition, made_by, made_at)
                            select ?, coalesce(max(version), 0) + 1, 'DRAFT', ?::jsonb, ?, ?
                            from incident.category_version where category = ?""")
                    .params(code, json(definition), by, Incidents.at(at), code)
                    .update();
        }
    }

    boolean dropDraft(String code) {
        return database.sql("delete from incident.category_version where category = ? and state = 'DRAFT'")
                        .param(code)
                        .update()
                > 0;
    }

    void delete(String code) {
        database.sql("delete from incident.category where code = ?").param(code).update();
    }

    /** Tells the number of the version. */
    Optional<Integer> publish(String code, Instant effectiveFrom, UUID by, Instant at) {
        return database.sql("""
                        update incident.category_version
                        set state = 'PUBLISHED', effective_from = ?, published_by = ?, published_at = ?
                        where category = ? and state = 'DRAFT' returning version""")
                .params(Incidents.at(effectiveFrom), by, Incidents.at(at), code)
                .query(Integer.class)
                .optional();
    }

    void close(String code, String reason, UUID by, Instant at) {
        database.sql("""
                        update incident.category set closed_at = ?, closed_by = ?, closed_reason = ?
                        where code = ? and closed_at is null""").params(Incidents.at(at), by, reason, code).update();
    }

    void reopen(String code) {
        database.sql(
                        "update incident.category set closed_at = null, closed_by = null, closed_reason = null where code = ?")
                .param(code)
                .update();
    }

    private static CategoryDefinition definition(ResultSet row, int column) throws SQLException {
        return JSON.readValue(row.getString(column), CategoryDefinition.class);
    }

    private static String json(CategoryDefinition definition) {
        return JSON.writeValueAsString(definition);
    }
}
