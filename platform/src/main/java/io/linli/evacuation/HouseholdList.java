package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUEES_UNKNOWN;

import io.linli.evacuation.Collected.Someone;
import io.linli.evacuation.HouseholdView.PersonView;
import io.linli.evacuation.HouseholdView.StepView;
import io.linli.facility.Contact;
import io.linli.facility.ShelterDesk;
import io.linli.facility.SupplyDesk;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.AccessLog;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The households of an emergency, and those of whoever goes there. Each list and each opening is a look that is recorded. */
@Service
@Transactional
public class HouseholdList {

    /** What the record of looks calls it. */
    static final String LOOK = "evacuation.people";

    private final ScopedQuery scoped;
    private final Emergencies emergencies;
    private final HouseholdBook book;
    private final ShelterDesk shelters;
    private final SupplyDesk supplies;
    private final Posts posts;
    private final Territory territory;
    private final ObjectProvider<AccessLog> log;

    HouseholdList(
            ScopedQuery scoped,
            Emergencies emergencies,
            HouseholdBook book,
            ShelterDesk shelters,
            SupplyDesk supplies,
            Posts posts,
            Territory territory,
            ObjectProvider<AccessLog> log) {
        this.scoped = scoped;
        this.emergencies = emergencies;
        this.book = book;
        this.shelters = shelters;
        this.supplies = supplies;
        this.posts = posts;
        this.territory = territory;
        this.log = log;
    }

    /** Of an emergency that the caller may see, who needs most first; names masked. */
    public List<HouseholdView> of(Caller caller, UUID emergency) {
        emergencies.get(caller, emergency);
        return views(ofEmergency(caller, emergency), caller);
    }

    /** The same as they are kept, for who shows them otherwise. It is a look too. */
    List<Household> rows(Caller caller, UUID emergency) {
        var found = ofEmergency(caller, emergency);
        looked(found, caller);
        return found;
    }

    private List<Household> ofEmergency(Caller caller, UUID emergency) {
        return scoped.from(caller, "evacuation.household h")
                .select("h.*")
                .and("h.emergency = ?", emergency)
                .orderBy("h.position, h.id")
                .limit(EmergencyDesk.MOST)
                .list((row, n) -> book.household(row));
    }

    /** Where the caller goes to: the homes of their own grid, and what came up to their post. */
    public List<HouseholdView> mine(Caller caller) {
        var whose = new ArrayList<String>();
        var values = new ArrayList<Object>();
        for (var post : caller.posts()) {
            if (post.role() == Role.GRID_WORKER) {
                whose.add("h.area ^@ ?");
                values.add(post.area().code());
            }
            whose.add("h.holder_role = ? and h.holder_area = ?");
            values.add(post.role().name());
            values.add(post.area().code());
        }
        if (whose.isEmpty()) {
            return List.of();
        }
        var found = scoped.from(caller, "evacuation.household h")
                .select("h.*")
                .and("not h.over and h.given_at is not null")
                .and(String.join(" or ", whose), values.toArray())
                .orderBy("h.position, h.id")
                .limit(EmergencyDesk.MOST)
                .list((row, n) -> book.household(row));
        return views(found, caller);
    }

    /** One in full, with its history. */
    public HouseholdView get(Caller caller, UUID id) {
        var found = scoped.from(caller, "evacuation.household h")
                .select("h.*")
                .and("h.id = ?", id)
                .first((row, n) -> book.household(row))
                .orElseThrow(() -> EVACUEES_UNKNOWN.with(id));
        looked(List.of(found), caller);
        return view(found, false, contacts(List.of(found)), steps(found));
    }

    private List<HouseholdView> views(List<Household> found, Caller caller) {
        looked(found, caller);
        var contacts = contacts(found);
        return found.stream().map(one -> view(one, true, contacts, null)).toList();
    }

    private record Contacts(Map<UUID, Contact> shelters, Map<UUID, Contact> vehicles) {}

    private Contacts contacts(List<Household> found) {
        return new Contacts(
                shelters.contacts(found.stream()
                        .map(Household::shelter)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()),
                supplies.contacts(found.stream()
                        .map(Household::vehicle)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()));
    }

    private void looked(List<Household> found, Caller caller) {
        var shown = found.stream().filter(one -> one.collected() != null).toList();
        if (shown.isEmpty()) {
            return;
        }
        log.getObject()
                .looked(
                        caller.id().toString(),
                        LOOK,
                        shown.stream().map(one -> one.id().toString()).toList(),
                        shown.stream()
                                .flatMap(one -> people(one).stream())
                                .map(Someone::account)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList(),
                        shown.getFirst().named());
    }

    private List<StepView> steps(Household one) {
        return book.steps(one.id()).stream()
                .map(step -> new StepView(step.at(), step.step(), name(step.by()), step.note()))
                .toList();
    }

    private HouseholdView view(Household one, boolean masked, Contacts contacts, @Nullable List<StepView> steps) {
        var known = one.collected();
        var holder = one.holder();
        return new HouseholdView(
                one.id(),
                one.emergency(),
                one.named(),
                one.position(),
                one.place(),
                one.area(),
                name(one.area()),
                one.low(),
                known == null ? List.of() : known.needs(),
                people(one).stream()
                        .map(person -> new PersonView(
                                masked ? person.masked() : person.name(), masked ? null : person.phone(), person.age()))
                        .toList(),
                one.heads(),
                known == null ? 0 : known.wheelchairs(),
                known != null && known.power(),
                known != null && known.animals(),
                known == null ? Set.of() : known.missing(),
                one.status(),
                one.over() ? Set.of() : one.status().next(),
                one.escalations(),
                holder == null ? null : name(holder.area()),
                one.dueAt(),
                one.shelter() == null ? null : contacts.shelters().get(one.shelter()),
                one.vehicle() == null ? null : contacts.vehicles().get(one.vehicle()),
                one.elsewhere(),
                one.givenAt(),
                one.confirmedAt(),
                name(one.endedBy()),
                one.arrived(),
                one.arrivedAt(),
                steps);
    }

    private static List<Someone> people(Household one) {
        return Stream.ofNullable(one.collected())
                .flatMap(known -> known.people().stream())
                .toList();
    }

    private String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }

    private @Nullable String name(@Nullable UUID account) {
        return account == null
                ? null
                : posts.find(new AccountId(account)).map(Posts.Holder::name).orElse(null);
    }
}
