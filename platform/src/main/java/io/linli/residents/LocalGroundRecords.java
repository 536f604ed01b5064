package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
class LocalGroundRecords implements GroundRecords {

    private final JdbcClient database;
    private final SystemScope system;

    LocalGroundRecords(JdbcClient database, SystemScope system) {
        this.database = database;
        this.system = system;
    }

    @Override
    public List<Building> buildings(AreaCode area) {
        return database.sql("""
                with standing as (
                    select b.id, b.name, case when length(b.area) >= 15 then b.area else coalesce(
                        (select min(h.area) from residents.home h where h.building = b.id and h.closed_at is null), b.area)
                        end as area
                    from residents.building b where b.closed_at is null and (b.area >= ? and b.area < ? or ? ^@ b.area))
                select id, name, area from standing where area >= ? and area < ? order by area, id""")
                .params(area.code(), area.end(), area.code(), area.code(), area.end())
                .query((row, n) -> new Building(
                        new BuildingId(Rows.id(row, "id")), row.getString("name"), new AreaCode(row.getString("area"))))
                .list();
    }

    @Override
    public Optional<BuildingId> building(AreaCode area, String name) {
        var found = database.sql(
                        "select distinct id from residents.building_called where called = ? and area >= ? and area < ?")
                .params(name, area.code(), area.end())
                .query((row, n) -> new BuildingId(Rows.id(row, "id")))
                .list();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    @Override
    public Map<BuildingId, List<String>> formerNames(AreaCode area) {
        var names = new HashMap<BuildingId, List<String>>();
        database.sql("""
                        select distinct id, called from residents.building_called
                        where former and (area >= ? and area < ? or ? ^@ area) order by id, called""").params(area.code(), area.end(), area.code()).query(row -> {
            names.computeIfAbsent(new BuildingId(Rows.id(row, "id")), none -> new ArrayList<>())
                    .add(row.getString("called"));
        });
        return names;
    }

    @Override
    public Set<String> doors(BuildingId building) {
        return database.sql("select unit_name || room from residents.home where building = ? and closed_at is null")
                .param(building.id())
                .query((row, n) -> row.getString(1))
                .set();
    }

    @Override
    public Map<AreaCode, Recorded> recorded(AreaCode area, @Nullable Instant visitsSince) {
        return system.call(() -> {
            var buildings = new HashMap<AreaCode, Long>();
            buildings(area).forEach(building -> buildings.merge(building.area(), 1L, Long::sum));
            var homes = counted(area, "residents.home", "closed_at is null");
            var households = counted(area, "residents.household", "closed_at is null");
            var accounts = counted(area, "residents.person", "state = 'HERE' and owner is not null");
            var visits = visitsSince == null ? Map.<AreaCode, Long>of() : visits(area, visitsSince);
            var areas = new HashSet<>(buildings.keySet());
            List.of(homes, households, accounts, visits).forEach(counts -> areas.addAll(counts.keySet()));
            var all = new HashMap<AreaCode, Recorded>();
            areas.forEach(at -> all.put(
                    at,
                    new Recorded(
                            buildings.getOrDefault(at, 0L),
                            homes.getOrDefault(at, 0L),
                            households.getOrDefault(at, 0L),
                            visits.getOrDefault(at, 0L),
                            accounts.getOrDefault(at, 0L))));
            return all;
        });
    }

    @Override
    public Map<AccountId, Long> visitsBy(Collection<AccountId> people, Instant from, Instant until) {
        var counts = new HashMap<AccountId, Long>();
        system.run(() -> database.sql("""
                        select made_by, count(*) from residents.visit
                        where made_by = any (?) and at >= ? and at < ? group by made_by""")
                .params(people.stream().map(AccountId::id).toArray(UUID[]::new), Rows.at(from), Rows.at(until))
                .query(row -> {
                    counts.put(new AccountId(row.getObject(1, UUID.class)), row.getLong(2));
                }));
        return counts;
    }

    private Map<AreaCode, Long> counted(AreaCode area, String table, String which) {
        var counts = new HashMap<AreaCode, Long>();
        database.sql("select area, count(*) from %s where area >= ? and area < ? and %s group by area"
                        .formatted(table, which))
                .params(area.code(), area.end())
                .query(row -> {
                    counts.put(new AreaCode(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    private Map<AreaCode, Long> visits(AreaCode area, Instant since) {
        var counts = new HashMap<AreaCode, Long>();
        database.sql(
                        "select area, count(*) from residents.visit where area >= ? and area < ? and at >= ? group by area")
                .params(area.code(), area.end(), Rows.at(since))
                .query(row -> {
                    counts.put(new AreaCode(row.getString(1)), row.getLong(2));
                });
        return counts;
    }
}
