package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.territory.AreaCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person's record.
 *
 * @param area of the home where the person lives or last lived
 */
record Person(
        ResidentId id,
        AreaCode area,
        @Nullable AccountId account,
        Personal personal,
        PersonState state,
        Registration registration,
        Instant registeredAt) {

    Person at(AreaCode place) {
        return new Person(id, place, account, personal, PersonState.HERE, registration, registeredAt);
    }

    Person gone(PersonState how) {
        return new Person(id, area, account, personal, how, registration, registeredAt);
    }

    Person with(Personal changed, Registration where) {
        return new Person(id, area, account, changed, state, where, registeredAt);
    }

    Person of(AccountId owner) {
        return new Person(id, area, owner, personal, state, registration, registeredAt);
    }
}
