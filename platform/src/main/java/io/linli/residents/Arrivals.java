package io.linli.residents;

import static io.linli.residents.ResidentsProblem.HOUSEHOLD_HAS_HEAD;
import static io.linli.residents.ResidentsProblem.RESIDENT_DIED;
import static io.linli.residents.ResidentsProblem.RESIDENT_EXISTS;
import static io.linli.residents.StayKind.LIVES;
import static io.linli.residents.StayKind.REGISTERED;
import static io.linli.residents.StayKind.RENTS;
import static java.util.Objects.requireNonNull;

import io.linli.residents.Households.Household;
import io.linli.residents.Households.Member;
import io.linli.settings.Ids;
import io.linli.spreadsheet.ImportList.Changes;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes in many people with their homes together, a statement for each table and not for each row. The same people again
 * change nothing. Called in an open transaction of the system's scope.
 */
@Component
class Arrivals {

    private static final HexFormat HEX = HexFormat.of();

    private final JdbcClient database;
    private final Doors doors;
    private final People people;
    private final Stays stays;
    private final Households households;
    private final PersonalSeals seals;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Arrivals(
            JdbcClient database,
            Doors doors,
            People people,
            Stays stays,
            Households households,
            PersonalSeals seals,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.doors = doors;
        this.people = people;
        this.stays = stays;
        this.households = households;
        this.seals = seals;
        this.events = events;
        this.clock = clock;
    }

    /** How many of them are new, changed and as they were. */
    Changes preview(List<Arrival> arriving, Predicate<AreaCode> within) {
        var known = known(arriving);
        int added = 0;
        int changed = 0;
        for (var one : arriving) {
            var person = known.get(key(one));
            if (person == null) {
                added++;
            } else if (within.test(person.area()) && (differs(person, one) || !livesAt(person, one.door()))) {
                changed++;
            }
        }
        return new Changes(added, changed, arriving.size() - added - changed);
    }

    private boolean livesAt(Person person, Arrival.Door door) {
        var there = doors.find(List.of(door)).get(door);
        return there != null
                && stays.living(person.id())
                        .filter(stay -> stay.home().equals(there))
                        .isPresent();
    }

    /**
     * Writes them down.
     *
     * @param within the ground on which who is known may be changed; on other ground they are somebody else's to move
     */
    Changes write(List<Arrival> arriving, Predicate<AreaCode> within, @Nullable UUID actor) {
        var now = clock.instant();
        var known = known(arriving);
        var homes = doors.all(arriving);
        var fresh = new ArrayList<Arriving>();
        var settling = new ArrayList<Arriving>();
        int changed = 0;
        for (var one : arriving) {
            var home = requireNonNull(homes.get(one.door()));
            var person = known.get(key(one));
            if (person == null) {
                var arrives = new Arriving(ResidentId.next(), one, home);
                fresh.add(arrives);
                settling.add(arrives);
            } else {
                if (!within.test(person.area())) {
                    throw RESIDENT_EXISTS.with().at("identity");
                }
                if (person.state() == PersonState.DIED) {
                    throw RESIDENT_DIED.with().at("identity");
                }
                var arrives = new Arriving(person.id(), one, home);
                boolean moved = moves(person, arrives);
                if (moved) {
                    settling.add(arrives);
                }
                boolean differs = differs(person, one);
                if (differs || moved) {
                    changed++;
                    people.save(merged(person, one).at(one.door().area()));
                }
            }
        }
        add(fresh, now);
        live(fresh, now);
        settle(settling, now);
        remember(fresh, LifeTrail.Step.REGISTERED, actor, now);
        if (!fresh.isEmpty() || changed > 0) {
            events.publishEvent(new PeopleImported(fresh.size(), changed, now));
        }
        return new Changes(fresh.size(), changed, arriving.size() - fresh.size() - changed);
    }

    private record Arriving(ResidentId id, Arrival arrival, HomeId home) {

        Personal who() {
            return arrival.personal();
        }

        String area() {
            return arrival.door().area().code();
        }
    }

    private String key(Arrival arrival) {
        return HEX.formatHex(requireNonNull(seals.index(arrival.identity())));
    }

    private Map<String, Person> known(List<Arrival> arriving) {
        var found = new HashMap<String, Person>();
        database.sql("select * from residents.person where identity_index = any(?)")
                .param(arriving.stream().map(one -> seals.index(one.identity())).toArray(byte[][]::new))
                .query((row, n) -> Map.entry(HEX.formatHex(row.getBytes("identity_index")), people.person(row)))
                .list()
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    /** What the list says and the record does not; a cell that was left empty says nothing. */
    private static boolean differs(Person person, Arrival one) {
        return !merged(person, one).equals(person) || person.state() != PersonState.HERE;
    }

    private static Person merged(Person person, Arrival one) {
        var was = person.personal();
        var said = one.personal();
        var now = new Personal(
                said.name(),
                was.identity(),
                said.phone() == null ? was.phone() : said.phone(),
                was.born(),
                was.sex(),
                said.registeredAt() == null ? was.registeredAt() : said.registeredAt(),
                said.consent() == null ? was.consent() : said.consent());
        return person.with(
                now, one.registration() == Registration.UNKNOWN ? person.registration() : one.registration());
    }

    private boolean moves(Person person, Arriving arrives) {
        var living = stays.living(person.id());
        if (living.filter(stay -> stay.home().equals(arrives.home())).isPresent()) {
            return false;
        }
        var since = arrives.arrival().since();
        stays.end(person.id(), Set.of(LIVES, RENTS), since, EndReason.MOVED);
        households.membership(person.id()).ifPresent(member -> quit(households.get(member.household()), person.id()));
        var home = new Home(
                arrives.home(),
                new BuildingId(arrives.home().id()),
                "",
                "",
                "",
                "",
                arrives.arrival().door().area(),
                null,
                true);
        stays.add(person.id(), LIVES, home, since, null);
        events.publishEvent(new PersonMoved(
                person.id(), person.area(), arrives.arrival().door().area(), clock.instant()));
        return true;
    }

    // a list says who is head of the household that it names; of the one that is left the next oldest member stands in
    private void quit(Household household, ResidentId leaving) {
        var next = households.members(household.id()).stream()
                .map(Member::person)
                .filter(person -> !person.equals(leaving))
                .findFirst();
        households.leave(household, List.of(leaving), EndReason.MOVED, next.orElse(null));
    }

    private void add(List<Arriving> fresh, Instant now) {
        if (fresh.isEmpty()) {
            return;
        }
        database.sql("""
                insert into residents.person (id, area, sealed, name_index, identity_index, phone_index, state,
                    registration, registered_at, changed_at, version)
                select id, area, sealed, name, identity, phone, 'HERE', registration, :now, :now, 0
                from unnest(:ids::uuid[], :areas::text[], :sealed::bytea[], :names::bytea[], :identities::bytea[], :phones::bytea[], :registrations::text[])
                    as p (id, area, sealed, name, identity, phone, registration)""")
                .param("now", Rows.at(now))
                .param("ids", ids(fresh))
                .param("areas", texts(fresh, Arriving::area))
                .param("sealed", bytes(fresh, one -> seals.seal(one.who())))
                .param("names", bytes(fresh, one -> seals.index(one.who().name())))
                .param(
                        "identities",
                        bytes(fresh, one -> seals.index(one.arrival().identity())))
                .param("phones", bytes(fresh, one -> seals.index(one.who().phone())))
                .param(
                        "registrations",
                        texts(fresh, one -> one.arrival().registration().name()))
                .update();
    }

    private record Tie(ResidentId person, String area, StayKind kind, HomeId home, Arrival of) {}

    private void live(List<Arriving> fresh, Instant now) {
        var ties = new ArrayList<Tie>();
        for (var one : fresh) {
            ties.add(new Tie(one.id(), one.area(), LIVES, one.home(), one.arrival()));
            var tenure = one.arrival().tenure();
            if (tenure != null) {
                ties.add(new Tie(one.id(), one.area(), tenure, one.home(), one.arrival()));
            }
            if (one.arrival().registration() == Registration.HERE) {
                ties.add(new Tie(one.id(), one.area(), REGISTERED, one.home(), one.arrival()));
            }
        }
        if (ties.isEmpty()) {
            return;
        }
        database.sql("""
                insert into residents.stay (id, area, person, kind, home_index, home, since, until, made_at)
                select id, area, person, kind, home_index, home, since::date, until::date, :now
                from unnest(:ids::uuid[], :areas::text[], :people::uuid[], :kinds::text[], :indexes::bytea[], :homes::bytea[], :since::text[], :until::text[])
                    as s (id, area, person, kind, home_index, home, since, until)""")
                .param("now", Rows.at(now))
                .param("ids", ties.stream().map(tie -> Ids.next()).toArray(UUID[]::new))
                .param("areas", texts(ties, Tie::area))
                .param("people", ties.stream().map(tie -> tie.person().id()).toArray(UUID[]::new))
                .param("kinds", texts(ties, tie -> tie.kind().name()))
                .param("indexes", bytes(ties, tie -> seals.index(tie.home())))
                .param("homes", bytes(ties, tie -> seals.seal(tie.home())))
                .param("since", texts(ties, tie -> tie.of().since().toString()))
                .param("until", texts(ties, tie -> {
                    var until = tie.kind() == LIVES ? null : tie.of().until();
                    return until == null ? null : until.toString();
                }))
                .update();
    }

    private record Joining(HouseholdId household, Arriving who) {}

    /** A list knows one household behind a door: the one that is there, or a new one. */
    private void settle(List<Arriving> settling, Instant now) {
        if (settling.isEmpty()) {
            return;
        }
        var there = openAt(settling);
        var fresh = new HashMap<HomeId, Arriving>();
        for (var one : settling) {
            var first = there.containsKey(one.home()) ? one : fresh.putIfAbsent(one.home(), one);
            if (first != null && !there.containsKey(one.home()) && isHead(one)) {
                if (isHead(first)) {
                    throw HOUSEHOLD_HAS_HEAD.with().at("relation");
                }
                fresh.put(one.home(), one);
            }
        }
        var opened = new HashMap<HomeId, HouseholdId>();
        fresh.keySet().forEach(home -> opened.put(home, HouseholdId.next()));
        open(List.copyOf(fresh.values()), opened, now);
        var joining = new ArrayList<Joining>();
        for (var one : settling) {
            var household = there.get(one.home());
            if (household == null) {
                joining.add(new Joining(requireNonNull(opened.get(one.home())), one));
            } else {
                if (isHead(one)) {
                    head(household, one.id());
                }
                joining.add(new Joining(household.id(), one));
            }
        }
        join(joining, now);
    }

    private static boolean isHead(Arriving one) {
        return one.arrival().relation() == Relation.HEAD;
    }

    private Map<HomeId, Household> openAt(List<Arriving> settling) {
        var there = new HashMap<HomeId, Household>();
        database.sql("""
                        select * from residents.household where home_index = any(?) and closed_at is null
                        order by opened_at desc, id desc""")
                .param(bytes(settling, one -> seals.index(one.home())))
                .query((row, n) -> households.household(row))
                .list()
                .forEach(household -> there.put(household.home(), household)); // the oldest stays
        return there;
    }

    // members may stand in a file before their head: whoever came first stood in
    private void head(Household household, ResidentId head) {
        boolean taken = households.members(household.id()).stream()
                .anyMatch(member ->
                        member.relation() == Relation.HEAD && !member.person().equals(head));
        if (taken) {
            throw HOUSEHOLD_HAS_HEAD.with().at("relation");
        }
        database.sql("update residents.household set head = ? where id = ?")
                .params(head.id(), household.id().id())
                .update();
    }

    private void open(List<Arriving> heads, Map<HomeId, HouseholdId> opened, Instant now) {
        if (heads.isEmpty()) {
            return;
        }
        database.sql("""
                insert into residents.household (id, area, home_index, home, head, opened_at)
                select id, area, home_index, home, head, :now
                from unnest(:ids::uuid[], :areas::text[], :indexes::bytea[], :homes::bytea[], :heads::uuid[]) as h (id, area, home_index, home, head)""")
                .param("now", Rows.at(now))
                .param(
                        "ids",
                        heads.stream()
                                .map(one ->
                                        requireNonNull(opened.get(one.home())).id())
                                .toArray(UUID[]::new))
                .param("areas", texts(heads, Arriving::area))
                .param("indexes", bytes(heads, one -> seals.index(one.home())))
                .param("homes", bytes(heads, one -> seals.seal(one.home())))
                .param("heads", ids(heads))
                .update();
    }

    private void join(List<Joining> joining, Instant now) {
        database.sql("""
                insert into residents.member (id, area, household, person, relation, since, made_at)
                select id, area, household, person, relation, since::date, :now
                from unnest(:ids::uuid[], :areas::text[], :households::uuid[], :people::uuid[], :relations::text[], :since::text[])
                    as m (id, area, household, person, relation, since)""")
                .param("now", Rows.at(now))
                .param("ids", joining.stream().map(one -> Ids.next()).toArray(UUID[]::new))
                .param("areas", texts(joining, one -> one.who().area()))
                .param(
                        "households",
                        joining.stream().map(one -> one.household().id()).toArray(UUID[]::new))
                .param(
                        "people",
                        joining.stream().map(one -> one.who().id().id()).toArray(UUID[]::new))
                .param(
                        "relations",
                        texts(joining, one -> one.who().arrival().relation().name()))
                .param(
                        "since",
                        texts(joining, one -> one.who().arrival().since().toString()))
                .update();
    }

    private void remember(List<Arriving> arrived, LifeTrail.Step step, @Nullable UUID actor, Instant now) {
        if (arrived.isEmpty()) {
            return;
        }
        database.sql("""
                insert into residents.trail (id, area, subject, step, actor, at)
                select id, area, subject, :step, :actor, :now
                from unnest(:ids::uuid[], :areas::text[], :subjects::uuid[]) as t (id, area, subject)""")
                .param("step", step.name())
                .param("actor", actor)
                .param("now", Rows.at(now))
                .param("ids", arrived.stream().map(one -> Ids.next()).toArray(UUID[]::new))
                .param("areas", texts(arrived, Arriving::area))
                .param("subjects", ids(arrived))
                .update();
    }

    private static UUID[] ids(Collection<Arriving> of) {
        return of.stream().map(one -> one.id().id()).toArray(UUID[]::new);
    }

    static <T> @Nullable String[] texts(Collection<T> of, Function<T, @Nullable String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    private static <T> byte @Nullable [][] bytes(Collection<T> of, Function<T, byte @Nullable []> bytes) {
        return of.stream().map(bytes).toArray(byte[][]::new);
    }
}
