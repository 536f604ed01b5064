package io.linli.residents;

import static io.linli.residents.ResidentsProblem.HOME_UNKNOWN;
import static io.linli.residents.ResidentsProblem.HOUSEHOLD_NOT_MEMBER;
import static io.linli.residents.ResidentsProblem.HOUSEHOLD_SAME;
import static io.linli.residents.ResidentsProblem.HOUSEHOLD_UNKNOWN;
import static io.linli.residents.ResidentsProblem.HOUSEHOLD_WOULD_BE_EMPTY;

import io.linli.identity.Caller;
import io.linli.residents.HouseholdChanged.Change;
import io.linli.residents.Households.Household;
import io.linli.residents.Households.Member;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Splits and joins households, moves them and gives them another head. Nobody gets lost on the way. */
@Service
@Transactional
public class HouseholdDesk {

    private final Households households;
    private final People people;
    private final Stays stays;
    private final Places places;
    private final LifeTrail trail;
    private final OwnGround reach;
    private final SystemScope system;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HouseholdDesk(
            Households households,
            People people,
            Stays stays,
            Places places,
            LifeTrail trail,
            OwnGround reach,
            SystemScope system,
            ApplicationEventPublisher events,
            Clock clock) {
        this.households = households;
        this.people = people;
        this.stays = stays;
        this.places = places;
        this.trail = trail;
        this.reach = reach;
        this.system = system;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Some members keep house by themselves from now on, in the same home or another.
     *
     * @param head of the new household, one of them
     * @param newHead of the old one, when its head goes
     */
    public HouseholdId split(
            HouseholdId id,
            List<ResidentId> leaving,
            ResidentId head,
            @Nullable ResidentId newHead,
            @Nullable HomeId home,
            Caller caller) {
        var household = mine(id, caller);
        return system.call(() -> {
            var members = households.members(id);
            var known = ids(members);
            if (!known.containsAll(leaving)) {
                throw HOUSEHOLD_NOT_MEMBER.with().at("members");
            }
            if (!leaving.contains(head)) {
                throw HOUSEHOLD_NOT_MEMBER.with().at("head");
            }
            if (known.equals(new HashSet<>(leaving))) {
                throw HOUSEHOLD_WOULD_BE_EMPTY.with().at("members");
            }
            var place = home == null ? places.get(household.home()) : open(home);
            households.leave(household, leaving, EndReason.SPLIT, newHead);
            var opened = households.open(place, head, today());
            leaving.stream()
                    .filter(person -> !person.equals(head))
                    .forEach(person -> households.join(opened, place.area(), person, Relation.UNKNOWN, today()));
            if (!place.id().equals(household.home())) {
                leaving.forEach(person -> live(person, place, caller));
            }
            tell(household, LifeTrail.Step.SPLIT, opened, Change.SPLIT, caller);
            return opened;
        });
    }

    /** Two households of one home keep house together: this one goes up in the other. */
    public void join(HouseholdId id, HouseholdId into, Caller caller) {
        var household = mine(id, caller);
        var other = mine(into, caller);
        if (id.equals(into) || !household.home().equals(other.home())) {
            throw HOUSEHOLD_SAME.with().at("into");
        }
        system.run(() -> {
            var members = households.members(id);
            var joining = members.stream().map(Member::person).toList();
            households.end(joining, EndReason.JOINED);
            households.close(id, EndReason.JOINED);
            joining.forEach(person -> households.join(into, other.area(), person, Relation.UNKNOWN, today()));
            tell(household, LifeTrail.Step.JOINED, into, Change.JOINED, caller);
        });
    }

    /** All of them live in another home from now on. */
    public void move(HouseholdId id, HomeId home, Caller caller) {
        var household = mine(id, caller);
        system.run(() -> {
            var place = open(home);
            if (place.id().equals(household.home())) {
                throw HOUSEHOLD_SAME.with().at("home");
            }
            households.place(id, place);
            households.members(id).forEach(member -> live(member.person(), place, caller));
            tell(household, LifeTrail.Step.MOVED, null, Change.MOVED, caller);
        });
    }

    public void appoint(HouseholdId id, ResidentId head, Caller caller) {
        var household = mine(id, caller);
        system.run(() -> {
            if (!ids(households.members(id)).contains(head)) {
                throw HOUSEHOLD_NOT_MEMBER.with().at("head");
            }
            households.appoint(id, head);
            tell(household, LifeTrail.Step.HEAD_CHANGED, null, Change.HEAD, caller);
        });
    }

    /** Says what a member is to the head. */
    public void relate(HouseholdId id, ResidentId person, Relation relation, Caller caller) {
        mine(id, caller);
        system.run(() -> {
            if (relation == Relation.HEAD || !ids(households.members(id)).contains(person)) {
                throw HOUSEHOLD_NOT_MEMBER.with().at("person");
            }
            households.relate(id, person, relation);
        });
    }

    private void live(ResidentId id, Home home, Caller caller) {
        var person = people.lock(id);
        stays.end(id, Set.of(StayKind.LIVES, StayKind.RENTS), today(), EndReason.MOVED);
        people.save(person.at(home.area()));
        stays.add(id, StayKind.LIVES, home, today(), null);
        trail.add(home.area(), id.id(), LifeTrail.Step.MOVED, null, caller, null);
        events.publishEvent(new PersonMoved(id, person.area(), home.area(), clock.instant()));
    }

    private void tell(
            Household household, LifeTrail.Step step, @Nullable HouseholdId other, Change change, Caller caller) {
        trail.add(household.area(), household.id().id(), step, other == null ? null : other.id(), caller, null);
        events.publishEvent(new HouseholdChanged(household.id(), household.area(), change, clock.instant()));
    }

    private Household mine(HouseholdId id, Caller caller) {
        var household = households.lock(id);
        reach.require(caller, household.area(), "id");
        if (!household.open()) {
            throw HOUSEHOLD_UNKNOWN.with(id.toString());
        }
        return household;
    }

    private Home open(HomeId id) {
        return places.find(id)
                .filter(Home::open)
                .orElseThrow(() -> HOME_UNKNOWN.with(id.toString()).at("home"));
    }

    private static Set<ResidentId> ids(List<Member> members) {
        var ids = new HashSet<ResidentId>();
        members.forEach(member -> ids.add(member.person()));
        return ids;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Rows.CHINA);
    }
}
