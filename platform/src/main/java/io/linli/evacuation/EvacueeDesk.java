package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUEES_NOT_SENT_THERE;
import static io.linli.evacuation.EvacuationProblem.EVACUEES_PLACE_UNCLEAR;
import static io.linli.evacuation.EvacuationProblem.EVACUEES_SHELTER_FULL;
import static io.linli.evacuation.EvacuationProblem.EVACUEES_STEP_NOT_ALLOWED;

import io.linli.facility.Reservations;
import io.linli.facility.ShelterDesk;
import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.PhoneClock;
import io.linli.territory.GeoPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What whoever goes to a home says of it: safe, refused, nobody there; what they need; and who arrived at the shelter. */
@Service
@Transactional
public class EvacueeDesk {

    private final HouseholdBook households;
    private final Proposals proposals;
    private final Reservations reservations;
    private final ShelterDesk shelters;
    private final GroundBook ground;
    private final EvacuationTasks tasks;
    private final Acts acts;
    private final Clock clock;

    EvacueeDesk(
            HouseholdBook households,
            Proposals proposals,
            Reservations reservations,
            ShelterDesk shelters,
            GroundBook ground,
            EvacuationTasks tasks,
            Acts acts,
            Clock clock) {
        this.households = households;
        this.proposals = proposals;
        this.reservations = reservations;
        this.shelters = shelters;
        this.ground = ground;
        this.tasks = tasks;
        this.acts = acts;
        this.clock = clock;
    }

    /** When it was said, by the clock of the phone. */
    public record Said(
            @Nullable String note,
            @Nullable Instant occurredAt,
            @Nullable Long clockOffset) {}

    /** They are safe at that shelter, or at another place in words; neither: where they were to go. */
    public UUID safe(UUID id, @Nullable UUID shelter, @Nullable String elsewhere, Said said, Caller caller) {
        var one = lock(id, HouseholdStatus.SAFE);
        var to = shelter == null && elsewhere == null ? one.shelter() : shelter;
        if ((to == null) == (elsewhere == null)) {
            throw EVACUEES_PLACE_UNCLEAR.with().at("shelter");
        }
        if (to == null) {
            reservations.release(id);
        } else {
            var known = shelters.get(to, caller);
            if (one.heads() > 0 && !reservations.beds(id, to, one.heads())) {
                throw EVACUEES_SHELTER_FULL.with(known.name(), one.heads()).at("shelter");
            }
            reservations.releaseSeats(id); // the vehicle goes for the next
        }
        return confirm(one, HouseholdStatus.SAFE, to, elsewhere, "safe", said, caller);
    }

    /** They were told and will not go; by whom stands in the history. */
    public UUID refused(UUID id, Said said, Caller caller) {
        var one = lock(id, HouseholdStatus.REFUSED);
        reservations.release(id);
        return confirm(one, HouseholdStatus.REFUSED, null, null, "refuse", said, caller);
    }

    public UUID absent(UUID id, Said said, Caller caller) {
        var one = lock(id, HouseholdStatus.ABSENT);
        reservations.release(id);
        return confirm(one, HouseholdStatus.ABSENT, null, null, "absent", said, caller);
    }

    /** What they need is other than was recorded: they are found a place anew. */
    public UUID needs(
            UUID id, int heads, int wheelchairs, boolean power, boolean animals, @Nullable String note, Caller caller) {
        var one = households.lock(id);
        var collected = one.collected();
        if (one.status().confirmed() || one.status() == HouseholdStatus.CANCELLED || collected == null) {
            throw EVACUEES_STEP_NOT_ALLOWED.with(one.status(), "needs");
        }
        var now = collected.needing(wheelchairs, power, animals);
        var stock = proposals.around(one.area(), caller);
        var found = proposals.propose(id, now, heads, point(one), stock);
        households.plan(id, now.missing(found.missing()), heads, found.shelter(), found.vehicle());
        households.note(id, "needs", caller.id(), note, clock.instant());
        return id;
    }

    /** They were counted at the shelter. */
    public UUID arrived(UUID id, int heads, @Nullable String note, Caller caller) {
        var one = households.lock(id);
        if (one.status() != HouseholdStatus.SAFE || one.shelter() == null) {
            throw EVACUEES_NOT_SENT_THERE.with();
        }
        var now = clock.instant();
        households.arrive(id, heads, caller.id(), now);
        households.note(id, "arrive", caller.id(), note, now);
        acts.did(Act.of("evacuation.arrive").on("evacuees", id));
        return id;
    }

    private Household lock(UUID id, HouseholdStatus to) {
        var one = households.lock(id);
        if (!one.status().next().contains(to)) {
            throw EVACUEES_STEP_NOT_ALLOWED.with(one.status(), to);
        }
        return one;
    }

    private UUID confirm(
            Household one,
            HouseholdStatus to,
            @Nullable UUID shelter,
            @Nullable String elsewhere,
            String step,
            Said said,
            Caller caller) {
        var now = clock.instant();
        var given = one.givenAt() == null ? now : one.givenAt();
        var at = Optional.ofNullable(PhoneClock.happened(said.occurredAt(), said.clockOffset(), given, now))
                .orElse(now);
        households.confirm(one.id(), to, shelter, elsewhere, caller.id(), at);
        households.note(one.id(), step, caller.id(), said.note(), at);
        tasks.finish(one.id(), now);
        acts.did(Act.of("evacuation." + step).on("evacuees", one.id()));
        return one.id();
    }

    private @Nullable GeoPoint point(Household one) {
        var building = one.building();
        return building == null
                ? null
                : ground.of(List.of(building)).stream()
                        .map(LowRule.Standing::point)
                        .findFirst()
                        .orElse(null);
    }
}
