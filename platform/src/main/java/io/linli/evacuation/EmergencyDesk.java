package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUATION_BASIS_UNFIT;
import static io.linli.evacuation.EvacuationProblem.EVACUATION_CLOSED;
import static io.linli.evacuation.EvacuationProblem.EVACUATION_GIVEN;
import static io.linli.evacuation.EvacuationProblem.EVACUATION_NOBODY;
import static io.linli.evacuation.EvacuationProblem.EVACUATION_NOT_ENDED;
import static io.linli.evacuation.EvacuationProblem.EVACUATION_OPEN;
import static io.linli.evacuation.EvacuationProblem.EVACUATION_TOO_MANY;
import static io.linli.evacuation.EvacuationProblem.EVACUATION_UNKNOWN;

import io.linli.evacuation.Answerers.Answerer;
import io.linli.facility.Reservations;
import io.linli.identity.Caller;
import io.linli.residents.HomeId;
import io.linli.residents.Occupants;
import io.linli.residents.Occupants.Occupant;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens an emergency with its basis, gives the homes to those who go there, and closes it. The list is the opener's
 * proposal: who lives there, who is helped first, where they can go; it becomes tasks by one command of a person.
 */
@Service
@Transactional
public class EmergencyDesk {

    /** More at once would keep others waiting: a community is done in parts, grid by grid. */
    static final int MOST = 500;

    private static final Duration OLDEST = Duration.ofDays(30);

    private final JdbcClient database;
    private final LowHomes low;
    private final GroundBook ground;
    private final Occupants occupants;
    private final HouseholdBook households;
    private final Proposals proposals;
    private final Reservations reservations;
    private final Answerers answerers;
    private final EvacuationTasks tasks;
    private final EvacuationRules rules;
    private final ApplicationEventPublisher events;
    private final Acts acts;
    private final Clock clock;

    EmergencyDesk(
            JdbcClient database,
            LowHomes low,
            GroundBook ground,
            Occupants occupants,
            HouseholdBook households,
            Proposals proposals,
            Reservations reservations,
            Answerers answerers,
            EvacuationTasks tasks,
            EvacuationRules rules,
            ApplicationEventPublisher events,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.low = low;
        this.ground = ground;
        this.occupants = occupants;
        this.households = households;
        this.proposals = proposals;
        this.reservations = reservations;
        this.answerers = answerers;
        this.tasks = tasks;
        this.rules = rules;
        this.events = events;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * An emergency about to be opened.
     *
     * @param homes those that are to be left; null: all that lie low
     */
    public record Opening(
            String name,
            AreaCode area,
            Emergency.Basis basis,
            String issuer,
            @Nullable String reference,
            Instant issuedAt,
            @Nullable List<HomeId> homes) {}

    private record Standing(String name, AreaCode area, boolean closed) {}

    private record Wanted(LowHome home, List<Occupant> people, List<Need> needs) {

        int points() {
            return Need.total(needs);
        }

        double depth() {
            return home.reasons().stream()
                    .mapToDouble(reason -> reason.metres() == null ? 0 : reason.metres())
                    .max()
                    .orElse(0);
        }
    }

    /** The emergency's id. */
    public UUID open(Opening opening, Caller caller) {
        var now = clock.instant();
        if (opening.issuedAt().isAfter(now) || opening.issuedAt().isBefore(now.minus(OLDEST))) {
            throw EVACUATION_BASIS_UNFIT.with(OLDEST.toDays()).at("issuedAt");
        }
        var homes = low.chosen(caller, opening.area(), opening.homes());
        if (homes.isEmpty()) {
            throw EVACUATION_NOBODY.with().at("homes");
        }
        if (homes.size() > MOST) {
            throw EVACUATION_TOO_MANY.with(homes.size(), MOST).at("area");
        }
        var id = Ids.next();
        insert(id, opening, caller, now);
        var wanted = wanted(homes, caller, id);
        var stock = proposals.around(opening.area(), caller);
        int heads = 0;
        for (int i = 0; i < wanted.size(); i++) {
            var one = wanted.get(i);
            heads += one.people().size();
            put(id, opening.name(), i + 1, one, stock, caller, now);
        }
        events.publishEvent(new EvacuationOpened(id, opening.area(), wanted.size(), heads, now));
        acts.did(Act.of("evacuation.open").on("evacuation", id).because(opening.name()));
        return id;
    }

    private void insert(UUID id, Opening opening, Caller caller, Instant now) {
        database.sql("""
                        insert into evacuation.emergency (id, name, area, basis, issuer, reference, issued_at, opened_by,
                            opened_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        opening.name(),
                        opening.area().code(),
                        opening.basis().name(),
                        opening.issuer(),
                        opening.reference(),
                        Rows.at(opening.issuedAt()),
                        caller.id().id(),
                        Rows.at(now)))
                .update();
    }

    /** Who needs most help first; of like need, who lives deepest. */
    private List<Wanted> wanted(List<LowHome> homes, Caller caller, UUID emergency) {
        var people = occupants.of(homes.stream().map(LowHome::home).toList(), caller, "evacuation:" + emergency);
        return homes.stream()
                .map(home -> {
                    var there = people.getOrDefault(home.home(), List.of());
                    return new Wanted(home, there, Need.of(there, rules::weight));
                })
                .sorted(Comparator.comparingInt(Wanted::points)
                        .reversed()
                        .thenComparing(Comparator.comparingDouble(Wanted::depth).reversed())
                        .thenComparing(one -> one.home().place())
                        .thenComparing(one -> one.home().home().id()))
                .toList();
    }

    private void put(
            UUID emergency, String name, int position, Wanted one, Proposals.Stock stock, Caller caller, Instant now) {
        var household = Ids.next();
        var collected = Collected.of(one.people(), one.needs());
        var from = ground.of(one.home().building().id())
                .map(LowRule.Standing::point)
                .orElse(null);
        int heads = one.people().size();
        var found = proposals.propose(household, collected, heads, from, stock);
        try {
            households.add(
                    new HouseholdBook.New(
                            household,
                            emergency,
                            name,
                            position,
                            one.home(),
                            collected.missing(found.missing()),
                            heads),
                    found.shelter(),
                    found.vehicle());
        } catch (DuplicateKeyException e) {
            throw EVACUATION_OPEN.with().at("homes"); // on the list of another emergency
        }
        households.note(household, "plan", caller.id(), null, now);
    }

    /** One command: each household is the task of whoever looks after its ground, until a time. Tells how many. */
    public int give(UUID id, Caller caller) {
        var emergency = lock(id);
        var now = clock.instant();
        int first = database.sql("update evacuation.emergency set given_at = ? where id = ? and given_at is null")
                .params(Rows.at(now), id)
                .update();
        if (first == 0) {
            throw EVACUATION_GIVEN.with();
        }
        var due = now.plus(rules.reach());
        var whom = new LinkedHashSet<Answerer>();
        var posts = new HashMap<AreaCode, Answerer>();
        var all = new ArrayList<>(households.lockAll(id));
        all.sort(Comparator.comparing(one -> one.position() == null ? 0 : one.position()));
        for (var one : all) {
            var to = posts.computeIfAbsent(one.area(), answerers::first);
            households.give(one.id(), to, now, due);
            households.note(one.id(), "give", caller.id(), null, now);
            tasks.give(new EvacuationTasks.Given(one.id(), one.area(), one.place(), to, now, due));
            whom.add(to);
        }
        tasks.tell(id, emergency.name(), whom, "evacuation-given/1", now);
        acts.did(Act.of("evacuation.give").on("evacuation", id));
        return all.size();
    }

    /** Over, when it is known of everybody what became of them, or somebody above has them. */
    public void close(UUID id, String reason, Caller caller) {
        var emergency = lock(id);
        var all = households.lockAll(id);
        int waiting = (int) all.stream()
                .filter(one -> one.status() == HouseholdStatus.GIVEN)
                .count();
        if (waiting > 0) {
            throw EVACUATION_NOT_ENDED.with(waiting);
        }
        var now = clock.instant();
        reservations.release(all.stream().map(Household::id).toList());
        all.forEach(one -> tasks.finish(one.id(), now));
        households.end(id);
        database.sql("update evacuation.emergency set closed_at = ?, closed_by = ? where id = ?")
                .params(Rows.at(now), caller.id().id(), id)
                .update();
        int confirmed =
                (int) all.stream().filter(one -> one.status().confirmed()).count();
        events.publishEvent(new EvacuationClosed(id, emergency.area(), all.size(), confirmed, now));
        acts.did(Act.of("evacuation.close").on("evacuation", id).because(reason));
    }

    /** Row security hides it from who may not see it. */
    private Standing lock(UUID id) {
        var standing = database.sql("select name, area, closed_at from evacuation.emergency where id = ? for update")
                .param(id)
                .query((row, n) -> new Standing(
                        row.getString("name"), new AreaCode(row.getString("area")), row.getObject("closed_at") != null))
                .optional()
                .orElseThrow(() -> EVACUATION_UNKNOWN.with(id));
        if (standing.closed()) {
            throw EVACUATION_CLOSED.with();
        }
        return standing;
    }
}
