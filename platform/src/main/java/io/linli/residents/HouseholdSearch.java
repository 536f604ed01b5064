package io.linli.residents;

import static io.linli.residents.ResidentsProblem.RESIDENT_PAGE_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.residents.Households.Household;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists of households, and how many people live behind each door, of what the caller may see. */
@Service
public class HouseholdSearch {

    private static final HexFormat HEX = HexFormat.of();

    private final ScopedQuery scoped;
    private final Households households;
    private final People people;
    private final Places places;
    private final PersonalSeals seals;

    HouseholdSearch(ScopedQuery scoped, Households households, People people, Places places, PersonalSeals seals) {
        this.scoped = scoped;
        this.households = households;
        this.people = people;
        this.places = places;
        this.seals = seals;
    }

    /**
     * One household.
     *
     * @param head the name, masked
     */
    public record Row(
            HouseholdId id,
            AreaCode area,
            String areaName,
            HomeId home,
            String address,
            @Nullable String head,
            int members,
            Instant openedAt) {}

    public record Page(List<Row> items, @Nullable String next) {}

    /** People and households of one home; homes with neither are left out. */
    public record Door(HomeId home, int people, int households) {}

    /** 人房: what the doors of an area hold. */
    public record Doors(AreaCode area, int homes, int inhabited, int people, int households, List<Door> items) {}

    public Page list(Caller caller, @Nullable AreaCode area, @Nullable HomeId home, @Nullable String after, int size) {
        var query = scoped.from(caller, "residents.household h")
                .select("h.*")
                .and("h.closed_at is null")
                .orderBy("h.id desc")
                .limit(size + 1);
        if (area != null) {
            query.and("h.area >= ? and h.area < ?", area.code(), area.end());
        }
        if (home != null) {
            query.and("h.home_index = ?", (Object) seals.index(home));
        }
        if (after != null) {
            query.and("h.id < ?", after(after));
        }
        return scoped.together(() -> {
            var found = query.list((row, n) -> households.household(row));
            var items = found.size() > size ? found.subList(0, size) : found;
            return new Page(
                    rows(items, caller),
                    found.size() > size ? items.getLast().id().toString() : null);
        });
    }

    private static UUID after(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw RESIDENT_PAGE_UNKNOWN.with().at("after");
        }
    }

    List<Row> rows(List<Household> found, Caller caller) {
        var homes = places.all(found.stream().map(Household::home).toList());
        var ids = found.stream().map(household -> household.id().id()).toArray(UUID[]::new);
        var sizes = new HashMap<UUID, Integer>();
        scoped.from(caller, "residents.member m")
                .select("m.household, count(*) as members")
                .and("m.household = any(?) and m.ended_at is null", (Object) ids)
                .groupBy("m.household")
                .list((row, n) -> Map.entry(Rows.id(row, "household"), row.getInt("members")))
                .forEach(one -> sizes.put(one.getKey(), one.getValue()));
        var heads = new HashMap<ResidentId, String>();
        scoped.from(caller, "residents.person p")
                .select(People.COLUMNS)
                .and("p.id = any(?)", (Object)
                        found.stream().map(household -> household.head().id()).toArray(UUID[]::new))
                .list((row, n) -> people.person(row))
                .forEach(person -> heads.put(person.id(), person.personal().maskedName()));
        return found.stream()
                .map(household -> {
                    var home = homes.get(household.home());
                    return new Row(
                            household.id(),
                            household.area(),
                            places.areaName(household.area()),
                            household.home(),
                            home == null ? "" : home.address(),
                            heads.get(household.head()),
                            sizes.getOrDefault(household.id().id(), 0),
                            household.openedAt());
                })
                .toList();
    }

    /** Counts the people and households behind the doors of an area. */
    public Doors doors(Caller caller, AreaCode area) {
        var homes = places.in(area);
        var living = counts(scoped.from(caller, "residents.stay s")
                .select("s.home_index, count(*) as n")
                .and("s.area >= ? and s.area < ?", area.code(), area.end())
                .and("s.kind = 'LIVES' and s.ended_at is null")
                .groupBy("s.home_index"));
        var keeping = counts(scoped.from(caller, "residents.household h")
                .select("h.home_index, count(*) as n")
                .and("h.area >= ? and h.area < ?", area.code(), area.end())
                .and("h.closed_at is null")
                .groupBy("h.home_index"));
        var items = homes.stream()
                .map(home -> {
                    var key = HEX.formatHex(seals.index(home.id()));
                    return new Door(home.id(), living.getOrDefault(key, 0), keeping.getOrDefault(key, 0));
                })
                .filter(door -> door.people() + door.households() > 0)
                .toList();
        return new Doors(
                area,
                homes.size(),
                items.size(),
                items.stream().mapToInt(Door::people).sum(),
                items.stream().mapToInt(Door::households).sum(),
                items);
    }

    private static Map<String, Integer> counts(ScopedQuery.Query query) {
        var counts = new HashMap<String, Integer>();
        query.list((row, n) -> Map.entry(HEX.formatHex(row.getBytes("home_index")), row.getInt("n")))
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }
}
