package io.linli.residents;

import static io.linli.residents.ResidentsProblem.RESIDENT_PAGE_UNKNOWN;
import static io.linli.residents.ResidentsProblem.RESIDENT_SEARCH_EMPTY;
import static io.linli.residents.ResidentsProblem.RESIDENT_SEARCH_TOO_WIDE;
import static io.linli.residents.ResidentsProblem.TAG_LIST_TOO_WIDE;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.AccessLog;
import io.linli.privacy.IdCardNumber;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.linli.residents.PersonRow.HomeView;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of persons of what the caller may see, masked, and the ways to find one. */
@Service
public class PersonSearch {

    /** So many are found by a part of a name, and no more: who wants one person knows more of them. */
    static final int MOST_FOUND = 50;

    private static final int FETCHED = 500;

    private final ScopedQuery scoped;
    private final People people;
    private final Places places;
    private final PersonalSeals seals;
    private final OwnGround reach;
    private final TagBook tags;
    private final Acts acts;
    private final ObjectProvider<AccessLog> log;
    private final Clock clock;

    PersonSearch(
            ScopedQuery scoped,
            People people,
            Places places,
            PersonalSeals seals,
            OwnGround reach,
            TagBook tags,
            Acts acts,
            ObjectProvider<AccessLog> log,
            Clock clock) {
        this.scoped = scoped;
        this.people = people;
        this.places = places;
        this.seals = seals;
        this.reach = reach;
        this.tags = tags;
        this.acts = acts;
        this.log = log;
        this.clock = clock;
    }

    /** What a list is narrowed to. */
    public record Filter(
            @Nullable AreaCode area,
            @Nullable BuildingId building,
            @Nullable HomeId home,
            @Nullable PersonState state,
            @Nullable Registration registration,
            @Nullable String tag) {}

    /** One page, newest records first; next is absent on the last. */
    public record Page(List<PersonRow> items, @Nullable String next) {}

    /** What somebody is found by: a number or the full name, or a part of the name within one community. */
    public record Wanted(
            @Nullable IdCardNumber identity,
            @Nullable PhoneNumber phone,
            @Nullable PersonName name,
            @Nullable String namePart,
            @Nullable AreaCode area) {}

    public Page list(Caller caller, Filter filter, @Nullable String after, int size) {
        var query = scoped.from(caller, "residents.person p")
                .select(People.COLUMNS)
                .orderBy("p.id desc")
                .limit(size + 1);
        var state = filter.state() == null ? PersonState.HERE : filter.state();
        query.and("p.state = ?", state.name());
        if (filter.area() != null) {
            query.and(
                    "p.area >= ? and p.area < ?",
                    filter.area().code(),
                    filter.area().end());
        }
        if (filter.registration() != null) {
            query.and("p.registration = ?", filter.registration().name());
        }
        var doors = doors(filter);
        if (doors != null) {
            query.join("join residents.stay s on s.person = p.id and s.kind = 'LIVES' and s.ended_at is null")
                    .and("s.home_index = any(?)", (Object) doors);
        }
        if (filter.tag() != null) {
            tagged(query, filter.tag(), filter.area(), caller);
        }
        if (after != null) {
            query.and("p.id < ?", after(after));
        }
        return scoped.together(() -> {
            var found = query.list((row, n) -> people.person(row));
            var items = found.size() > size ? found.subList(0, size) : found;
            return new Page(
                    rows(items, caller),
                    found.size() > size ? items.getLast().id().toString() : null);
        });
    }

    private byte @Nullable [][] doors(Filter filter) {
        var homes = filter.home() != null
                ? List.of(filter.home())
                : filter.building() == null
                        ? null
                        : places.homesOf(filter.building()).stream()
                                .map(Home::id)
                                .toList();
        return homes == null ? null : homes.stream().map(seals::index).toArray(byte[][]::new);
    }

    // in one community at most, by those who may see the kind; that they listed it is recorded
    private void tagged(ScopedQuery.Query query, String kind, @Nullable AreaCode area, Caller caller) {
        if (area == null || area.code().length() < AreaLevel.COMMUNITY.digits()) {
            throw TAG_LIST_TOO_WIDE.with().at("area");
        }
        query.join("join residents.tag t on t.person = p.id and t.ended_at is null")
                .and(
                        "t.kind_index = ? and t.until >= ?",
                        tags.index(kind, caller),
                        LocalDate.ofInstant(clock.instant(), Rows.CHINA));
        acts.did(Act.of("residents.list-tagged").on("tag", kind, area.code()));
    }

    private static UUID after(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw RESIDENT_PAGE_UNKNOWN.with().at("after");
        }
    }

    /** Those who fit, masked. That somebody searched is recorded; a part of a name is a look at all who were found. */
    @Transactional
    public List<PersonRow> find(Caller caller, Wanted wanted) {
        var query = scoped.from(caller, "residents.person p").select(People.COLUMNS);
        if (wanted.namePart() != null) {
            return byPart(caller, query, wanted.namePart(), wanted.area());
        }
        if (wanted.identity() != null) {
            query.and("p.identity_index = ?", (Object) Objects.requireNonNull(seals.index(wanted.identity())));
        } else if (wanted.phone() != null) {
            query.and("p.phone_index = ?", (Object) Objects.requireNonNull(seals.index(wanted.phone())));
        } else if (wanted.name() != null) {
            query.and("p.name_index = ?", (Object) seals.index(wanted.name()));
        } else {
            throw RESIDENT_SEARCH_EMPTY.with();
        }
        var found = query.orderBy("p.id desc").limit(MOST_FOUND).list((row, n) -> people.person(row));
        acts.did(Act.of("residents.find")
                .on("resident", found.stream().map(Person::id).toList()));
        return rows(found, caller);
    }

    private List<PersonRow> byPart(Caller caller, ScopedQuery.Query query, String part, @Nullable AreaCode area) {
        if (area == null || area.code().length() < AreaLevel.COMMUNITY.digits()) {
            throw RESIDENT_SEARCH_TOO_WIDE.with().at("area");
        }
        reach.require(caller, area, "area");
        var wanted = PersonalSeals.normal(part);
        var found = new ArrayList<Person>();
        query.and("p.area >= ? and p.area < ?", area.code(), area.end())
                .orderBy("p.id desc")
                .each(FETCHED, (row, n) -> people.person(row), person -> {
                    var name = PersonalSeals.normal(person.personal().name().name());
                    if (found.size() < MOST_FOUND && name.contains(wanted)) {
                        found.add(person);
                    }
                });
        log.getObject()
                .looked(
                        caller.id().toString(),
                        PersonCards.LOOK,
                        found.stream().map(person -> person.id().toString()).toList(),
                        found.stream()
                                .map(Person::account)
                                .filter(Objects::nonNull)
                                .map(AccountId::toString)
                                .toList(),
                        "name");
        return rows(found, caller);
    }

    private List<PersonRow> rows(Collection<Person> found, Caller caller) {
        var lived = homes(found, caller);
        var today = LocalDate.ofInstant(clock.instant(), Rows.CHINA);
        return found.stream()
                .map(person -> {
                    var who = person.personal();
                    var home = lived.get(person.id());
                    return new PersonRow(
                            person.id(),
                            who.maskedName(),
                            who.maskedIdentity(),
                            who.maskedPhone(),
                            who.sex(),
                            who.age(today),
                            person.area(),
                            places.areaName(person.area()),
                            person.state(),
                            person.registration(),
                            home == null ? null : HomeView.of(home),
                            person.account() != null,
                            person.registeredAt());
                })
                .toList();
    }

    private Map<ResidentId, Home> homes(Collection<Person> found, Caller caller) {
        var lived = new HashMap<ResidentId, HomeId>();
        scoped.from(caller, "residents.stay s")
                .select("s.person, s.home")
                .and("s.person = any(?) and s.kind = 'LIVES' and s.ended_at is null", (Object)
                        found.stream().map(person -> person.id().id()).toArray(UUID[]::new))
                .list((row, n) -> Map.entry(new ResidentId(Rows.id(row, "person")), seals.home(row.getBytes("home"))))
                .forEach(one -> lived.put(one.getKey(), one.getValue()));
        var homes = places.all(lived.values());
        var shown = new HashMap<ResidentId, Home>();
        lived.forEach((person, home) -> {
            var known = homes.get(home);
            if (known != null) {
                shown.put(person, known);
            }
        });
        return shown;
    }
}
