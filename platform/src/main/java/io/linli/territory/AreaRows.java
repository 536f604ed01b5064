package io.linli.territory;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaView.Descent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of areas, of those who answer for them, and of the names of places. */
@Component
class AreaRows {

    /** An area as its row stands. */
    record Entry(
            AreaCode code,
            String name,
            boolean open,
            @Nullable LocalDate validFrom) {}

    private final JdbcClient database;
    private final Acts acts;
    private final Clock clock;

    AreaRows(JdbcClient database, Acts acts, Clock clock) {
        this.database = database;
        this.acts = acts;
        this.clock = clock;
    }

    /** Holds back everybody else who is about to change that part, until this transaction ends. */
    void lock(GroundKeeper.Part part) {
        database.sql("select number from territory.revision where part = ? for update")
                .param(part.name())
                .query(Long.class)
                .single();
    }

    Optional<Entry> find(AreaCode code) {
        return database.sql("select name, open, valid_from from territory.area where code = ?")
                .param(code.code())
                .query((row, n) ->
                        new Entry(code, row.getString(1), row.getBoolean(2), row.getObject(3, LocalDate.class)))
                .optional();
    }

    Optional<AreaView> view(AreaCode code, String fullName) {
        return database.sql("""
                select a.name, a.kind, a.purpose, a.open, a.valid_from, a.valid_to,
                    l.name as leader, l.contact, l.supervision,
                    array(select duty from territory.duty d where d.area = a.code order by position) as duties
                from territory.area a left join territory.leader l on l.area = a.code where a.code = ?""")
                .param(code.code())
                .query((row, n) -> new AreaView(
                        code,
                        row.getString("name"),
                        code.level(),
                        kind(row.getString("kind")),
                        row.getString("purpose"),
                        fullName,
                        row.getBoolean("open"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        row.getString("leader"),
                        row.getString("contact"),
                        row.getString("supervision"),
                        texts(row, "duties"),
                        descent("predecessor", "successor", code),
                        descent("successor", "predecessor", code)))
                .optional();
    }

    List<Answerable> answerables(AreaCode within) {
        return database.sql("""
                select l.area, l.account, l.name, l.contact, l.supervision,
                    array(select duty from territory.duty d where d.area = l.area order by position) as duties
                from territory.leader l join territory.area a on a.code = l.area
                where a.open and l.area >= ? and l.area < ? order by l.area""")
                .params(within.code(), within.end())
                .query((row, n) -> new Answerable(
                        new AreaCode(row.getString("area")),
                        row.getString("account"),
                        row.getString("name"),
                        row.getString("contact"),
                        row.getString("supervision"),
                        texts(row, "duties")))
                .list();
    }

    private List<Descent> descent(String wanted, String known, AreaCode code) {
        return database.sql("""
                select a.code, a.name, s.since from territory.lineage s join territory.area a on a.code = s.%s
                where s.%s = ? order by s.since, a.code""".formatted(wanted, known))
                .param(code.code())
                .query((row, n) -> new Descent(
                        new AreaCode(row.getString(1)), row.getString(2), row.getObject(3, LocalDate.class)))
                .list();
    }

    /** The highest number ever given to a part of the area. */
    int lastNumber(AreaCode parent, int digits) {
        return database.sql("""
                select coalesce(max(right(code, ?)::int), 0) from territory.area
                where code >= ? and code < ? and length(code) = ?""")
                .params(digits, parent.code(), parent.end(), parent.code().length() + digits)
                .query(Integer.class)
                .single();
    }

    long openParts(AreaCode area) {
        return database.sql("select count(*) from territory.area where open and code > ? and code < ?")
                .params(area.code(), area.end())
                .query(Long.class)
                .single();
    }

    void add(List<AreaDraft> areas) {
        database.sql("""
                insert into territory.area (code, name, kind, purpose)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])""")
                .params(
                        array(areas.stream().map(area -> area.code().code())),
                        array(areas.stream().map(AreaDraft::name)),
                        array(areas.stream().map(area -> name(area.kind()))),
                        array(areas.stream().map(AreaDraft::purpose)))
                .update();
    }

    void setValidFrom(AreaCode area, LocalDate from) {
        database.sql("update territory.area set valid_from = ? where code = ?")
                .params(from, area.code())
                .update();
    }

    @Nullable
    String purpose(AreaCode area) {
        return database.sql("select purpose from territory.area where code = ?")
                .param(area.code())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** Since when those of them hold of which it is known. */
    Map<AreaCode, LocalDate> since(Collection<AreaCode> areas) {
        var since = new TreeMap<AreaCode, LocalDate>();
        database.sql("select code, valid_from from territory.area where code = any (?) and valid_from is not null")
                .param(array(areas.stream().map(AreaCode::code)))
                .query(row -> {
                    since.put(new AreaCode(row.getString(1)), row.getObject(2, LocalDate.class));
                });
        return since;
    }

    /** Ends many at once; their boundaries go out of force. */
    void close(Collection<AreaCode> areas, LocalDate last) {
        var codes = array(areas.stream().map(AreaCode::code));
        database.sql("update territory.area set valid_to = ? where code = any (?)")
                .params(last, codes)
                .update();
        database.sql("update territory.boundary set valid_to = ? where area = any (?) and valid_to is null")
                .params(now(), codes)
                .update();
    }

    /** Adds what became of an area. */
    void descend(AreaCode predecessor, AreaCode successor, String kind, LocalDate since) {
        database.sql("insert into territory.lineage (predecessor, successor, kind, since) values (?, ?, ?, ?)")
                .params(predecessor.code(), successor.code(), kind, since)
                .update();
    }

    /** Who answers for the one answers for the other too, and for the same. */
    void inherit(AreaCode from, AreaCode to) {
        database.sql("""
                insert into territory.leader (area, account, name, contact, supervision)
                select ?, account, name, contact, supervision from territory.leader where area = ?
                on conflict (area) do nothing""").params(to.code(), from.code()).update();
        database.sql("""
                insert into territory.duty (area, position, duty)
                select ?, position, duty from territory.duty where area = ? on conflict do nothing""").params(to.code(), from.code()).update();
    }

    /** What was done to many at once, which the plan that did it accounts for. */
    void tell(Collection<AreaCode> areas, String what, String after, String actor) {
        for (var area : areas) {
            database.sql("""
                    insert into territory.area_change (id, area, what, before, after, actor, at)
                    values (?, ?, ?, null, ?, ?, ?)""")
                    .params(Ids.next(), area.code(), what, after, actor, now())
                    .update();
        }
    }

    void rename(AreaCode area, String name) {
        database.sql("update territory.area set name = ? where code = ?")
                .params(name, area.code())
                .update();
    }

    void close(AreaCode area, LocalDate last) {
        database.sql("update territory.area set valid_to = ? where code = ?")
                .params(last, area.code())
                .update();
        database.sql("update territory.boundary set valid_to = ? where area = ? and valid_to is null")
                .params(now(), area.code())
                .update();
    }

    void tell(AreaCode area, String what, @Nullable String before, @Nullable String after, String actor) {
        database.sql("""
                insert into territory.area_change (id, area, what, before, after, actor, at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .param(Ids.next())
                .param(area.code())
                .param(what)
                .param(before)
                .param(after)
                .param(actor)
                .param(now())
                .update();
        acts.did(Act.of("area.change").on("area", area.code(), what));
    }

    /** Who answers for these areas and what for, instead of what stood there. */
    void put(List<Answerable> nodes) {
        var areas = array(nodes.stream().map(node -> node.area().code()));
        database.sql("""
                insert into territory.leader (area, account, name, contact, supervision)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict (area) do update set account = excluded.account, name = excluded.name,
                    contact = excluded.contact, supervision = excluded.supervision""")
                .params(
                        areas,
                        array(nodes.stream().map(Answerable::account)),
                        array(nodes.stream().map(Answerable::name)),
                        array(nodes.stream().map(Answerable::contact)),
                        array(nodes.stream().map(Answerable::supervision)))
                .update();
        database.sql("delete from territory.duty where area = any (?::text[])")
                .param(areas)
                .update();
        var duties = new ArrayList<String>();
        var where = new ArrayList<String>();
        nodes.forEach(node -> node.duties().forEach(duty -> {
            where.add(node.area().code());
            duties.add(duty);
        }));
        database.sql("""
                insert into territory.duty (area, position, duty)
                select area, row_number() over (partition by area order by n), duty
                from unnest(?::text[], ?::text[]) with ordinality as d (area, duty, n)""").params(array(where.stream()), array(duties.stream())).update();
    }

    boolean hasPlace(AreaCode area, String name) {
        return database.sql("select exists (select from territory.place_name where area = ? and name = ?)")
                .params(area.code(), name)
                .query(Boolean.class)
                .single();
    }

    /** The place of that name in the area, or in the smallest one around it up to the community. */
    Optional<UUID> place(AreaCode area, String name) {
        return database.sql("""
                        select id from territory.place_name
                        where (name = :name or :name = any (aliases)) and :area ^@ area
                            and length(area) >= least(length(:area), :community)
                        order by length(area) desc limit 1""")
                .param("name", name)
                .param("area", area.code())
                .param("community", AreaLevel.COMMUNITY.digits())
                .query(UUID.class)
                .optional();
    }

    void renamePlace(UUID id, String before, String after) {
        database.sql("""
                update territory.place_name
                set name = :after, aliases = (
                    select coalesce(array_agg(distinct a), '{}') from (
                        select unnest(aliases) union select :before union select name) as all_names (a)
                    where a <> :after)
                where id = :id""")
                .param("id", id)
                .param("before", before)
                .param("after", after)
                .update();
    }

    List<UUID> addPlaces(List<PlaceDraft> places) {
        var ids = Stream.generate(Ids::next).limit(places.size()).toList();
        var points = places.stream().map(PlaceDraft::point).toList();
        database.sql("""
                insert into territory.place_name (id, area, name, aliases, longitude, latitude)
                select id, area, name, array_remove(string_to_array(aliases, E'\\n'), ''), longitude, latitude
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::float8[])
                    as p (id, area, name, aliases, longitude, latitude)""")
                .params(
                        ids.toArray(UUID[]::new),
                        array(places.stream().map(place -> place.area().code())),
                        array(places.stream().map(PlaceDraft::name)),
                        array(places.stream().map(place -> String.join("\n", place.aliases()))),
                        points.stream()
                                .map(point -> point == null ? null : point.longitude())
                                .toArray(Double[]::new),
                        points.stream()
                                .map(point -> point == null ? null : point.latitude())
                                .toArray(Double[]::new))
                .update();
        return ids;
    }

    Optional<PlaceDraft> removePlace(UUID id) {
        return database.sql("delete from territory.place_name where id = ? returning area, name")
                .param(id)
                .query((row, n) -> new PlaceDraft(new AreaCode(row.getString(1)), row.getString(2), List.of(), null))
                .optional();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static String[] array(Stream<? extends @Nullable String> values) {
        return values.toArray(String[]::new);
    }

    static @Nullable GridKind kind(@Nullable String name) {
        return name == null ? null : GridKind.valueOf(name);
    }

    private static @Nullable String name(@Nullable GridKind kind) {
        return kind == null ? null : kind.name();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
