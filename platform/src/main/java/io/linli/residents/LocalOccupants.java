package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.AccessLog;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class LocalOccupants implements Occupants {

    private final ScopedQuery scoped;
    private final People people;
    private final PersonalSeals seals;
    private final TagBook tags;
    private final ObjectProvider<AccessLog> log;
    private final Clock clock;

    LocalOccupants(
            ScopedQuery scoped,
            People people,
            PersonalSeals seals,
            TagBook tags,
            ObjectProvider<AccessLog> log,
            Clock clock) {
        this.scoped = scoped;
        this.people = people;
        this.seals = seals;
        this.tags = tags;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Map<HomeId, List<Occupant>> of(Collection<HomeId> homes, Caller caller, String reason) {
        var doors = homes.stream().map(seals::index).toArray(byte[][]::new);
        var lived = new HashMap<ResidentId, HomeId>();
        scoped.from(caller, "residents.stay s")
                .select("s.person, s.home")
                .and("s.kind = 'LIVES' and s.ended_at is null and s.home_index = any(?)", (Object) doors)
                .list((row, n) -> Map.entry(new ResidentId(Rows.id(row, "person")), seals.home(row.getBytes("home"))))
                .forEach(one -> lived.put(one.getKey(), one.getValue()));
        var ids = lived.keySet().stream().map(ResidentId::id).toArray(UUID[]::new);
        var found = scoped.from(caller, "residents.person p")
                .select(People.COLUMNS)
                .and("p.id = any(?) and p.state = 'HERE'", (Object) ids)
                .orderBy("p.id")
                .list((row, n) -> people.person(row));
        var marks = tags.marks(lived.keySet(), caller);
        var today = LocalDate.ofInstant(clock.instant(), Rows.CHINA);
        var there = new HashMap<HomeId, List<Occupant>>();
        for (var person : found) {
            there.computeIfAbsent(Objects.requireNonNull(lived.get(person.id())), home -> new ArrayList<>())
                    .add(occupant(person, marks.getOrDefault(person.id(), Set.of()), today));
        }
        if (!found.isEmpty()) {
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
                            reason);
        }
        return there;
    }

    private static Occupant occupant(Person person, Set<String> marks, LocalDate today) {
        var who = person.personal();
        return new Occupant(
                person.id(),
                person.account(),
                who.name().name(),
                who.maskedName(),
                who.phone() == null ? null : who.phone().number(),
                who.age(today),
                marks);
    }
}
