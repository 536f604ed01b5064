package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ABOUT_YOU;
import static io.linli.incident.IncidentProblem.INCIDENT_PHONE_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.privacy.AccessLog;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Telephones;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaRegister;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom to reach about a matter. What the public page of an area tells of it, everybody may read; the telephone of a person
 * is shown by itself, and each look at it is written down.
 */
@Service
@Transactional
public class Responsible {

    private static final String LOOK = "incident.responsible";

    private final Incidents incidents;
    private final Standings standings;
    private final Dispatch dispatch;
    private final Labels labels;
    private final AreaRegister register;
    private final ObjectProvider<Telephones> telephones;
    private final ObjectProvider<AccessLog> log;
    private final SystemScope system;

    Responsible(
            Incidents incidents,
            Standings standings,
            Dispatch dispatch,
            Labels labels,
            AreaRegister register,
            ObjectProvider<Telephones> telephones,
            ObjectProvider<AccessLog> log,
            SystemScope system) {
        this.incidents = incidents;
        this.standings = standings;
        this.dispatch = dispatch;
        this.labels = labels;
        this.register = register;
        this.telephones = telephones;
        this.log = log;
        this.system = system;
    }

    /**
     * Who has it.
     *
     * @param taken false while it waits for any of them
     * @param office who answers for the area of the post that has it, as its public page says; absent for a unit
     */
    public record Whom(
            boolean taken, List<Person> people, @Nullable Office office) {}

    /**
     * One of those who have it.
     *
     * @param phone whether a telephone of theirs is known
     */
    public record Person(AccountId account, @Nullable String name, boolean phone) {}

    /** As it is public; what is not known is null. */
    public record Office(
            String areaName,
            @Nullable String leader,
            @Nullable String contact) {}

    /** For whoever looks after the ground or has the matter in hand; 50 people of a queue at most. */
    @Transactional(readOnly = true)
    public Whom of(IncidentId id, Caller caller) {
        var incident = seen(id, caller);
        var holder = incident.progress().holder();
        var people = people(incident).stream().limit(Dispatch.MOST_OF_A_QUEUE).toList();
        var known = known(people);
        return new Whom(
                holder.account() != null,
                people.stream()
                        .map(one -> new Person(one, labels.person(one), known.contains(one.toString())))
                        .toList(),
                office(holder.area()));
    }

    private @Nullable Office office(@Nullable AreaCode code) {
        if (code == null) {
            return null;
        }
        var area = register.find(code);
        return new Office(area.name(), area.leader(), area.contact());
    }

    /** The telephone of one of them, in full; that it was looked at stands in the record. */
    public PhoneNumber phone(IncidentId id, AccountId account, Caller caller) {
        var incident = seen(id, caller);
        if (!people(incident).contains(account)) {
            throw INCIDENT_PHONE_UNKNOWN.with();
        }
        var phone = Optional.ofNullable(telephones.getIfAvailable())
                .flatMap(known -> system.call(() -> known.of(account.toString())))
                .orElseThrow(INCIDENT_PHONE_UNKNOWN::with);
        log.getObject()
                .looked(
                        caller.id().toString(),
                        LOOK,
                        List.of(id.toString()),
                        List.of(account.toString()),
                        labels.say("incident.responsible"));
        return phone;
    }

    /** Nobody has what is over, whoever had it last. */
    private List<AccountId> people(Incident incident) {
        return incident.status().isOpen() ? dispatch.people(incident.progress().holder()) : List.of();
    }

    private Incident seen(IncidentId id, Caller caller) {
        var incident = incidents.get(id);
        standings.requireInvolved(caller, incident);
        if (StepRules.isAbout(incident, caller)) {
            throw INCIDENT_ABOUT_YOU.with();
        }
        return incident;
    }

    private Set<String> known(List<AccountId> people) {
        var phones = telephones.getIfAvailable();
        return phones == null
                ? Set.of()
                : system.call(() ->
                        phones.known(people.stream().map(AccountId::toString).toList()));
    }
}
