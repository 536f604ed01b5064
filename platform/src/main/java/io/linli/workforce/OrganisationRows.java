package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.ORGANISATION_UNKNOWN;

import io.linli.identity.OrgUnitId;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of organisations. The tree is a column that names the organisation above: a move is one row changed. */
@Component
class OrganisationRows {

    /** Above any tree that means something; what lies deeper was not meant. */
    static final int DEEPEST = 10;

    /** An organisation as its row stands. */
    record Entry(
            OrgUnitId id,
            String kind,
            String name,
            @Nullable OrgUnitId parent,
            AreaCode area,
            boolean demo,
            LocalDate since,
            @Nullable LocalDate until) {

        boolean open() {
            return until == null;
        }
    }

    /** One with the number of open ones right under it. */
    record Counted(Entry entry, int parts) {}

    private static final String COLUMNS = "o.id, o.kind, o.name, o.parent, o.area, o.demo, o.since, o.until";
    private static final String PARTS =
            "(select count(*) from workforce.organisation p where p.parent = o.id and p.until is null) as parts";
    private static final String ORDER = "k.position, o.area, o.name collate \"zh-x-icu\", o.id";

    private final JdbcClient database;

    OrganisationRows(JdbcClient database) {
        this.database = database;
    }

    /** Holds back everybody else who is about to change the tree, until this transaction ends. */
    void lock() {
        database.sql("update workforce.revision set number = number + 1").update();
    }

    long revision() {
        return database.sql("select number from workforce.revision")
                .query(Long.class)
                .single();
    }

    Optional<Entry> find(OrgUnitId id) {
        return database.sql("select " + COLUMNS + " from workforce.organisation o where o.id = ?")
                .param(id.id())
                .query((row, n) -> entry(row))
                .optional();
    }

    Entry get(OrgUnitId id) {
        return find(id).orElseThrow(() -> ORGANISATION_UNKNOWN.with(id.id()));
    }

    /** Itself first, then those around it, the outermost last. */
    List<Counted> upwards(OrgUnitId id) {
        return database.sql("""
                with recursive up as (
                    select o.*, 0 as steps from workforce.organisation o where o.id = ?
                    union all
                    select a.*, up.steps + 1 from workforce.organisation a join up on a.id = up.parent
                    where up.steps < ?)
                select %s, %s from up o order by o.steps""".formatted(COLUMNS, PARTS))
                .params(id.id(), DEEPEST)
                .query((row, n) -> new Counted(entry(row), row.getInt("parts")))
                .list();
    }

    /** How many levels stand under it; none is 0. */
    int height(OrgUnitId id) {
        return database.sql("""
                with recursive down as (
                    select o.id, 0 as steps from workforce.organisation o where o.id = ?
                    union all
                    select p.id, down.steps + 1 from workforce.organisation p join down on p.parent = down.id
                    where p.until is null and down.steps < ?)
                select max(steps) from down""").params(id.id(), DEEPEST).query(Integer.class).single();
    }

    /** The open ones right under one, a page of them. */
    List<Counted> children(OrgUnitId parent, @Nullable OrgUnitId after, int size) {
        return page("o.parent = ?", List.of(parent.id()), after, size);
    }

    /** The open ones of an area that stand under none of it, a page of them. */
    List<Counted> outermost(AreaCode area, @Nullable OrgUnitId after, int size) {
        return page("""
                o.area >= ? and o.area < ? and not exists (select from workforce.organisation u
                    where u.id = o.parent and u.area >= ? and u.area < ?)""", List.of(area.code(), area.end(), area.code(), area.end()), after, size);
    }

    private List<Counted> page(String where, List<Object> values, @Nullable OrgUnitId after, int size) {
        var further = after == null
                ? ""
                : " and (" + ORDER + ") > (select " + ORDER.replace("o.", "l.").replace("k.", "lk.")
                        + " from workforce.organisation l join workforce.kind lk on lk.code = l.kind where l.id = ?)";
        var sql = "select " + COLUMNS + ", " + PARTS
                + " from workforce.organisation o join workforce.kind k on k.code = o.kind where o.until is null and "
                + where + further + " order by " + ORDER + " limit ?";
        var statement = database.sql(sql);
        for (var value : values) {
            statement = statement.param(value);
        }
        if (after != null) {
            statement = statement.param(after.id());
        }
        return statement
                .param(size)
                .query((row, n) -> new Counted(entry(row), row.getInt("parts")))
                .list();
    }

    /** All open ones of an area in the order in which they are shown beside each other. */
    List<Entry> within(AreaCode area, @Nullable Boolean party, int most) {
        return database.sql("select " + COLUMNS + """
                 from workforce.organisation o join workforce.kind k on k.code = o.kind
                where o.until is null and o.area >= ? and o.area < ? and (?::boolean is null or k.party = ?)
                order by k.position, o.area, o.name collate "zh-x-icu", o.id limit ?""")
                .params(Arrays.asList(area.code(), area.end(), party, party, most))
                .query((row, n) -> entry(row))
                .list();
    }

    boolean hasBeside(AreaCode area, String kind, String name, @Nullable OrgUnitId parent, @Nullable OrgUnitId itself) {
        return database.sql("""
                select exists (select from workforce.organisation where until is null and area = ? and kind = ?
                    and name = ? and parent is not distinct from ? and id is distinct from ?)""")
                .params(Arrays.asList(area.code(), kind, name, text(parent), text(itself)))
                .query(Boolean.class)
                .single();
    }

    int openParts(OrgUnitId id) {
        return database.sql("select count(*) from workforce.organisation where parent = ? and until is null")
                .param(id.id())
                .query(Integer.class)
                .single();
    }

    void add(List<Entry> entries) {
        database.sql("""
                insert into workforce.organisation (id, kind, name, parent, area, demo, since)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::date[])""")
                .params(
                        array(entries.stream().map(each -> each.id().id())),
                        array(entries.stream().map(Entry::kind)),
                        array(entries.stream().map(Entry::name)),
                        array(entries.stream().map(each -> text(each.parent()))),
                        array(entries.stream().map(each -> each.area().code())),
                        entries.stream().map(Entry::demo).toArray(Boolean[]::new),
                        array(entries.stream().map(each -> each.since().toString())))
                .update();
    }

    void rename(OrgUnitId id, String name) {
        database.sql("update workforce.organisation set name = ? where id = ?")
                .params(name, id.id())
                .update();
    }

    void move(OrgUnitId id, @Nullable OrgUnitId parent) {
        database.sql("update workforce.organisation set parent = ? where id = ?")
                .params(Arrays.asList(text(parent), id.id()))
                .update();
    }

    /** Ends it, what it answers for, and the seats of its delegates and of others' delegates in it. */
    void close(OrgUnitId id, LocalDate last) {
        database.sql("update workforce.organisation set until = ? where id = ?")
                .params(last, id.id())
                .update();
        database.sql("""
                update workforce.member set until = greatest(since, ?)
                where (organisation = ? or body = ?) and until is null""").params(last, id.id(), id.id()).update();
        database.sql("""
                update workforce.coverage set until = greatest(since, ?) where organisation = ? and until is null""").params(last, id.id()).update();
        database.sql("""
                update workforce.responsibility set until = greatest(since, ?) where unit = ? and until is null""").params(last, id.id()).update();
    }

    /** One thing that was done to an organisation. */
    record Told(
            String what,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable UUID actor,
            Instant at) {}

    void tell(OrgUnitId id, Told told) {
        database.sql("""
                insert into workforce.organisation_change (id, organisation, what, before, after, reason, actor, at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        Ids.next(),
                        id.id(),
                        told.what(),
                        told.before(),
                        told.after(),
                        told.reason(),
                        told.actor(),
                        told.at().atOffset(ZoneOffset.UTC)))
                .update();
    }

    /** Oldest first. */
    List<Told> history(OrgUnitId id, int most) {
        return database.sql("""
                select what, before, after, reason, actor, at from workforce.organisation_change
                where organisation = ? order by id limit ?""")
                .params(id.id(), most)
                .query((row, n) -> new Told(
                        row.getString("what"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("reason"),
                        row.getObject("actor", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var parent = row.getString("parent");
        return new Entry(
                new OrgUnitId(row.getString("id")),
                row.getString("kind"),
                row.getString("name"),
                parent == null ? null : new OrgUnitId(parent),
                new AreaCode(row.getString("area")),
                row.getBoolean("demo"),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class));
    }

    static String[] array(Stream<? extends @Nullable String> values) {
        return values.toArray(String[]::new);
    }

    static @Nullable String text(@Nullable OrgUnitId id) {
        return id == null ? null : id.id();
    }
}
