package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers other modules, whoever the caller is: what they may do with it is theirs to decide. */
@Service
@Transactional(readOnly = true)
class LocalResidents implements Residents {

    private final People people;
    private final Stays stays;
    private final Places places;
    private final SystemScope system;
    private final JdbcClient database;

    LocalResidents(People people, Stays stays, Places places, SystemScope system, JdbcClient database) {
        this.people = people;
        this.stays = stays;
        this.places = places;
        this.system = system;
        this.database = database;
    }

    @Override
    public Optional<ResidentId> of(AccountId account) {
        return system.call(() -> people.of(account).map(Person::id));
    }

    @Override
    public List<HomeId> homes(ResidentId person) {
        return system.call(() -> stays.of(person).stream()
                .filter(stay -> stay.open() && stay.kind() != StayKind.REGISTERED)
                .sorted(Comparator.comparing(Stay::kind)) // LIVES comes first
                .map(Stay::home)
                .distinct()
                .toList());
    }

    @Override
    public Optional<AreaCode> area(HomeId home) {
        return places.find(home).map(Home::area);
    }

    @Override
    public Map<AccountId, LocalDate> livingWith(AccountId account) {
        return system.call(() -> {
            var found = new HashMap<AccountId, LocalDate>();
            database.sql("""
                    select other.owner, greatest(mine.since, theirs.since)
                    from residents.person me
                    join residents.stay mine on mine.person = me.id and mine.kind = 'LIVES' and mine.ended_at is null
                    join residents.stay theirs on theirs.home_index = mine.home_index
                        and theirs.kind = 'LIVES' and theirs.ended_at is null
                    join residents.person other on other.id = theirs.person and other.id <> me.id
                    where me.owner = ? and other.owner is not null""").param(account.id()).query(row -> {
                found.put(new AccountId(Rows.id(row, "owner")), row.getObject(2, LocalDate.class));
            });
            return found;
        });
    }

    @Override
    public List<AccountId> accounts(Collection<ResidentId> wanted) {
        return system.call(
                () -> database.sql("select owner from residents.person where id = any(?) and owner is not null")
                        .param(wanted.stream().map(ResidentId::id).toArray(UUID[]::new))
                        .query((row, n) -> new AccountId(Rows.id(row, "owner")))
                        .list());
    }
}
