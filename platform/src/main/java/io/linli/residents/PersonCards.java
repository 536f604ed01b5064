package io.linli.residents;

import static io.linli.residents.ResidentsProblem.RESIDENT_NOT_RECORDED;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.privacy.AccessLog;
import io.linli.residents.PersonCard.ConsentView;
import io.linli.residents.PersonCard.Happening;
import io.linli.residents.PersonCard.HouseholdView;
import io.linli.residents.PersonCard.MemberView;
import io.linli.residents.PersonCard.StayView;
import io.linli.settings.SystemScope;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One person's card: masked, opened with a reason, or one's own. */
@Service
@Transactional(readOnly = true)
public class PersonCards {

    /** What the record of looks calls the data of a person. */
    static final String LOOK = "residents.record";

    private final People people;
    private final Stays stays;
    private final Households households;
    private final Places places;
    private final LifeTrail trail;
    private final OwnGround reach;
    private final Territory territory;
    private final Posts posts;
    private final ObjectProvider<AccessLog> log;
    private final SystemScope system;
    private final Clock clock;

    PersonCards(
            People people,
            Stays stays,
            Households households,
            Places places,
            LifeTrail trail,
            OwnGround reach,
            Territory territory,
            Posts posts,
            ObjectProvider<AccessLog> log,
            SystemScope system,
            Clock clock) {
        this.people = people;
        this.stays = stays;
        this.households = households;
        this.places = places;
        this.trail = trail;
        this.reach = reach;
        this.territory = territory;
        this.posts = posts;
        this.log = log;
        this.system = system;
        this.clock = clock;
    }

    /** What row security lets the caller see, masked. */
    public PersonCard of(ResidentId id, Caller caller) {
        return card(people.get(id), caller, true);
    }

    /** The same in full. The look is written down in the same transaction, and the person can read of it. */
    @Transactional
    public PersonCard open(ResidentId id, String reason, Caller caller) {
        var person = people.get(id);
        reach.require(caller, person.area(), "id");
        log.getObject()
                .looked(
                        caller.id().toString(),
                        LOOK,
                        List.of(id.toString()),
                        Stream.ofNullable(person.account())
                                .map(AccountId::toString)
                                .toList(),
                        reason);
        return card(person, caller, false);
    }

    /** The caller's own data, complete. */
    public PersonCard mine(Caller caller) {
        return system.call(() -> card(people.of(caller.id()).orElseThrow(RESIDENT_NOT_RECORDED::with), caller, false));
    }

    /** A household with its members, masked. */
    public HouseholdView household(HouseholdId id) {
        return view(households.get(id));
    }

    private PersonCard card(Person person, Caller caller, boolean masked) {
        var who = person.personal();
        var today = LocalDate.ofInstant(clock.instant(), Rows.CHINA);
        var all = stays.of(person.id());
        var homes = places.all(all.stream().map(Stay::home).toList());
        return new PersonCard(
                person.id(),
                masked,
                masked ? who.maskedName() : who.name().name(),
                masked
                        ? who.maskedIdentity()
                        : who.identity() == null ? null : who.identity().number(),
                masked
                        ? who.maskedPhone()
                        : who.phone() == null ? null : who.phone().number(),
                who.sex(),
                who.age(today),
                masked ? null : who.born(),
                person.area(),
                places.areaName(person.area()),
                territory.fullName(person.area()),
                person.state(),
                person.registration(),
                masked ? null : who.registeredAt(),
                consent(who.consent(), masked),
                households
                        .membership(person.id())
                        .map(member -> view(households.get(member.household())))
                        .orElse(null),
                all.stream()
                        .map(stay -> new StayView(
                                stay.id(),
                                stay.kind(),
                                stay.home(),
                                address(homes.get(stay.home())),
                                stay.since(),
                                stay.until(),
                                stay.open(),
                                stay.reason()))
                        .toList(),
                trail.of(person.id().id()).stream()
                        .map(entry -> new Happening(entry.at(), entry.step().name(), name(entry.actor())))
                        .toList(),
                steps(person, caller),
                person.account() != null,
                person.registeredAt());
    }

    private static String address(@Nullable Home home) {
        return home == null ? "" : home.address();
    }

    private static @Nullable ConsentView consent(@Nullable Consent consent, boolean masked) {
        return consent == null
                ? null
                : new ConsentView(masked ? null : consent.by(), masked ? null : consent.relation(), consent.on());
    }

    private HouseholdView view(Households.Household household) {
        var members = households.members(household.id()).stream()
                .map(member -> new MemberView(
                        member.person(),
                        people.get(member.person()).personal().maskedName(),
                        member.relation(),
                        member.since()))
                .toList();
        return new HouseholdView(
                household.id(),
                household.home(),
                address(places.find(household.home()).orElse(null)),
                household.area(),
                household.open(),
                members);
    }

    // staff are named in public; whoever else acted is the person
    private @Nullable String name(@Nullable UUID actor) {
        return actor == null
                ? null
                : posts.find(new AccountId(actor)).map(Posts.Holder::name).orElse(null);
    }

    private List<String> steps(Person person, Caller caller) {
        var steps = new ArrayList<String>();
        if (!reach.covers(caller, person.area())) {
            return steps;
        }
        if (caller.may(ResidentsPermissions.KEEP) && person.state() != PersonState.DIED) {
            steps.addAll(List.of("change", "move", "death"));
            if (person.state() == PersonState.HERE) {
                steps.add("birth");
            }
        }
        if (caller.may(ResidentsPermissions.OPEN)) {
            steps.add("open");
        }
        return steps;
    }
}
