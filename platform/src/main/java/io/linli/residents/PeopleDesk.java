package io.linli.residents;

import static io.linli.residents.ResidentsProblem.HOME_NOT_YOURS;
import static io.linli.residents.ResidentsProblem.HOME_UNKNOWN;
import static io.linli.residents.ResidentsProblem.HOUSEHOLD_ELSEWHERE;
import static io.linli.residents.ResidentsProblem.HOUSEHOLD_HAS_HEAD;
import static io.linli.residents.ResidentsProblem.HOUSEHOLD_RELATION_MISSING;
import static io.linli.residents.ResidentsProblem.RESIDENT_DIED;
import static io.linli.residents.ResidentsProblem.RESIDENT_LIVES_THERE;
import static io.linli.residents.ResidentsProblem.RESIDENT_NOT_HERE;
import static io.linli.residents.ResidentsProblem.RESIDENT_NOT_RECORDED;
import static io.linli.residents.StayKind.LIVES;
import static io.linli.residents.StayKind.OWNS;
import static io.linli.residents.StayKind.REGISTERED;
import static io.linli.residents.StayKind.RENTS;

import io.linli.identity.Caller;
import io.linli.privacy.IdCardNumber;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.linli.settings.Idempotency;
import io.linli.settings.Idempotency.Attempt;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the records of persons and takes the steps of their lives: they move, are born and die. */
@Service
public class PeopleDesk {

    private static final Set<StayKind> EVERY = Set.of(StayKind.values());
    private static final Set<StayKind> USE = Set.of(LIVES, RENTS);

    private final People people;
    private final Stays stays;
    private final Households households;
    private final Places places;
    private final LifeTrail trail;
    private final OwnGround reach;
    private final SystemScope system;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PeopleDesk(
            People people,
            Stays stays,
            Households households,
            Places places,
            LifeTrail trail,
            OwnGround reach,
            SystemScope system,
            Idempotency idempotency,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.stays = stays;
        this.households = households;
        this.places = places;
        this.trail = trail;
        this.reach = reach;
        this.system = system;
        this.idempotency = idempotency;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Where somebody moves.
     *
     * @param home null when they leave the place
     * @param household that they join there, with what they are to its head; without one they are head of a new one
     * @param newHead of the household that a head leaves behind
     */
    public record Move(
            @Nullable HomeId home,
            @Nullable HouseholdId household,
            @Nullable Relation relation,
            @Nullable ResidentId newHead,
            @Nullable LocalDate on,
            @Nullable String note) {}

    public record Birth(
            PersonName name,
            Sex sex,
            LocalDate on,
            @Nullable IdCardNumber identity,
            Relation relation,
            Consent consent) {}

    /** What is said anew; what is null stays as it is. */
    public record Change(
            @Nullable PersonName name,
            @Nullable PhoneNumber phone,
            @Nullable Registration registration,
            @Nullable String registeredAt) {}

    public ResidentId register(NewPerson draft, Caller caller, Attempt attempt) {
        return idempotency.once(
                attempt,
                () -> system.call(() -> {
                    var home = reachable(draft.home(), caller);
                    return add(draft, Rules.personal(draft, today()), home, caller);
                }),
                ResidentId::id,
                ResidentId::new);
    }

    /** In the system's scope and an open transaction. */
    ResidentId add(NewPerson draft, Personal personal, Home home, @Nullable Caller caller) {
        var since = Rules.since(draft.since(), personal, today());
        var person = new Person(
                ResidentId.next(),
                home.area(),
                null,
                personal,
                PersonState.HERE,
                draft.registration(),
                clock.instant());
        people.add(person);
        stays.add(person.id(), LIVES, home, since, null);
        if (draft.tenure() == OWNS || draft.tenure() == RENTS) {
            stays.add(person.id(), draft.tenure(), home, since, draft.until());
        }
        if (draft.registration() == Registration.HERE) {
            stays.add(person.id(), REGISTERED, home, since, null);
        }
        settle(person.id(), home, draft.household(), draft.relation(), since);
        trail.add(home.area(), person.id().id(), LifeTrail.Step.REGISTERED, null, caller, null);
        events.publishEvent(new PersonRegistered(person.id(), home.area(), clock.instant()));
        return person.id();
    }

    /**
     * Makes the record of somebody whose claim of a home was confirmed: who lives there joins the household that does.
     * In the system's scope and an open transaction.
     */
    ResidentId admit(NewPerson draft, Home home, Caller caller) {
        var personal = Rules.personal(draft, today());
        var there = households.at(home.id());
        return there.isEmpty()
                ? add(draft, personal, home, caller)
                : add(draft.joining(there.get().id()), personal, home, caller);
    }

    /** Ties somebody who is known to a home that is theirs. In the system's scope and an open transaction. */
    void tie(ResidentId id, Home home, StayKind kind, Caller caller) {
        var person = people.lock(id);
        boolean there =
                stays.living(id).filter(stay -> stay.home().equals(home.id())).isPresent();
        if (kind != OWNS && !there) {
            var household =
                    households.at(home.id()).map(Households.Household::id).orElse(null);
            var move = new Move(home.id(), household, household == null ? null : Relation.UNKNOWN, null, null, null);
            move(person, home, move, today(), caller);
        }
        if (kind != LIVES) {
            stays.add(id, kind, home, today(), null);
        }
        trail.add(home.area(), id.id(), LifeTrail.Step.CLAIMED, home.id().id(), caller, null);
    }

    /** Somebody says that they have left a home of theirs. */
    @Transactional
    public void leave(HomeId home, @Nullable ResidentId newHead, Caller caller) {
        system.run(() -> {
            var person = people.of(caller.id()).orElseThrow(RESIDENT_NOT_RECORDED::with);
            boolean lives = stays.living(person.id())
                    .filter(stay -> stay.home().equals(home))
                    .isPresent();
            if (lives) {
                leave(person, new Move(null, null, null, newHead, null, null), today(), caller);
            }
            int ended = stays.end(person.id(), home, Set.of(OWNS, RENTS), today(), EndReason.ENDED);
            if (!lives && ended == 0) {
                throw HOME_NOT_YOURS.with();
            }
        });
    }

    private void settle(
            ResidentId person,
            Home home,
            @Nullable HouseholdId household,
            @Nullable Relation relation,
            LocalDate since) {
        if (household == null) {
            var opened = households.open(home, person, since);
            events.publishEvent(
                    new HouseholdChanged(opened, home.area(), HouseholdChanged.Change.OPENED, clock.instant()));
            return;
        }
        var joined = households.lock(household);
        if (!joined.open() || !joined.home().equals(home.id())) {
            throw HOUSEHOLD_ELSEWHERE.with().at("household");
        }
        if (relation == null) {
            throw HOUSEHOLD_RELATION_MISSING.with().at("relation");
        }
        if (relation == Relation.HEAD) {
            throw HOUSEHOLD_HAS_HEAD.with().at("relation");
        }
        households.join(household, home.area(), person, relation, since);
    }

    @Transactional
    public void move(ResidentId id, Move move, Caller caller) {
        var person = alive(id, caller);
        var on = day(move.on(), person);
        system.run(() -> {
            if (move.home() == null) {
                leave(person, move, on, caller);
            } else {
                move(person, open(move.home()), move, on, caller);
            }
        });
    }

    private void leave(Person person, Move move, LocalDate on, Caller caller) {
        if (person.state() != PersonState.HERE) {
            throw RESIDENT_NOT_HERE.with();
        }
        stays.end(person.id(), USE, on, EndReason.LEFT);
        quit(person, EndReason.LEFT, move.newHead());
        people.save(person.gone(PersonState.LEFT));
        trail.add(person.area(), person.id().id(), LifeTrail.Step.LEFT, null, caller, move.note());
        events.publishEvent(new PersonMoved(person.id(), person.area(), null, clock.instant()));
    }

    private void move(Person person, Home home, Move move, LocalDate on, Caller caller) {
        boolean returns = person.state() == PersonState.LEFT;
        if (stays.living(person.id())
                .filter(stay -> stay.home().equals(home.id()))
                .isPresent()) {
            throw RESIDENT_LIVES_THERE.with().at("home");
        }
        stays.end(person.id(), USE, on, EndReason.MOVED);
        quit(person, EndReason.MOVED, move.newHead());
        people.save(person.at(home.area()));
        stays.add(person.id(), LIVES, home, on, null);
        settle(person.id(), home, move.household(), move.relation(), on);
        // told on the ground that they leave and on the one that they come to
        var step = returns ? LifeTrail.Step.RETURNED : LifeTrail.Step.MOVED;
        trail.add(home.area(), person.id().id(), step, null, caller, move.note());
        events.publishEvent(new PersonMoved(person.id(), person.area(), home.area(), clock.instant()));
    }

    private void quit(Person person, EndReason reason, @Nullable ResidentId newHead) {
        households.membership(person.id()).ifPresent(member -> {
            var household = households.lock(member.household());
            boolean stands = households.leave(household, List.of(person.id()), reason, newHead);
            if (stands && household.head().equals(person.id())) {
                events.publishEvent(new HouseholdChanged(
                        household.id(), household.area(), HouseholdChanged.Change.HEAD, clock.instant()));
            }
        });
    }

    @Transactional
    public void die(ResidentId id, LocalDate on, @Nullable ResidentId newHead, @Nullable String note, Caller caller) {
        var person = alive(id, caller);
        Rules.day(on, person.personal().born(), today(), "on");
        system.run(() -> {
            stays.end(id, EVERY, on, EndReason.DIED);
            quit(person, EndReason.DIED, newHead);
            people.save(person.gone(PersonState.DIED));
            trail.add(person.area(), id.id(), LifeTrail.Step.DIED, null, caller, note);
            events.publishEvent(new PersonDied(id, person.area(), clock.instant()));
        });
    }

    /** A child joins the household of its parent. */
    public ResidentId birth(ResidentId parent, Birth birth, Caller caller, Attempt attempt) {
        return idempotency.once(
                attempt,
                () -> system.call(() -> {
                    var of = people.lock(parent);
                    reach.require(caller, of.area(), "parent");
                    var member = households.membership(parent).orElseThrow(RESIDENT_NOT_HERE::with);
                    var home = open(households.get(member.household()).home());
                    var draft = new NewPerson(
                            birth.name(),
                            birth.identity(),
                            null,
                            birth.on(),
                            birth.sex(),
                            home.id(),
                            birth.on(),
                            of.registration(),
                            of.personal().registeredAt(),
                            member.household(),
                            birth.relation(),
                            null,
                            null,
                            birth.consent());
                    var child = add(draft, Rules.personal(draft, today()), home, caller);
                    trail.add(home.area(), child.id(), LifeTrail.Step.BORN, parent.id(), caller, null);
                    return child;
                }),
                ResidentId::id,
                ResidentId::new);
    }

    @Transactional
    public void change(ResidentId id, Change change, Caller caller) {
        var person = alive(id, caller);
        system.run(() -> apply(person, change, caller));
    }

    /** In the system's scope and an open transaction. */
    void apply(Person person, Change change, @Nullable Caller caller) {
        var was = person.personal();
        var registration = change.registration() == null ? person.registration() : change.registration();
        var now = new Personal(
                change.name() == null ? was.name() : change.name(),
                was.identity(),
                change.phone() == null ? was.phone() : change.phone(),
                was.born(),
                was.sex(),
                change.registeredAt() == null ? was.registeredAt() : change.registeredAt(),
                was.consent());
        people.save(person.with(now, registration));
        if (registration != person.registration()) {
            stays.end(person.id(), Set.of(REGISTERED), today(), EndReason.ENDED);
            if (registration == Registration.HERE) {
                stays.living(person.id())
                        .ifPresent(stay -> stays.add(person.id(), REGISTERED, places.get(stay.home()), today(), null));
            }
        }
        trail.add(person.area(), person.id().id(), LifeTrail.Step.CHANGED, null, caller, null);
    }

    /** Seen by the caller through row security, and on the ground of one of their posts. */
    private Person alive(ResidentId id, Caller caller) {
        var person = people.lock(id);
        reach.require(caller, person.area(), "id");
        if (person.state() == PersonState.DIED) {
            throw RESIDENT_DIED.with();
        }
        return person;
    }

    private Home reachable(HomeId id, Caller caller) {
        var home = open(id);
        reach.require(caller, home.area(), "home");
        return home;
    }

    private Home open(HomeId id) {
        return places.find(id)
                .filter(Home::open)
                .orElseThrow(() -> HOME_UNKNOWN.with(id.toString()).at("home"));
    }

    private LocalDate day(@Nullable LocalDate said, Person person) {
        var on = said == null ? today() : said;
        Rules.day(on, person.personal().born(), today(), "on");
        return on;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Rows.CHINA);
    }
}
