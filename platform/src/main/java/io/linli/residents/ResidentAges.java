package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.privacy.Ages;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** The ages of those who are on record. */
@Component
class ResidentAges implements Ages {

    private final People people;
    private final SystemScope system;
    private final Clock clock;

    ResidentAges(People people, SystemScope system, Clock clock) {
        this.people = people;
        this.system = system;
        this.clock = clock;
    }

    @Override
    public OptionalInt of(String account) {
        var today = LocalDate.ofInstant(clock.instant(), Rows.CHINA);
        return system.call(() -> people.of(AccountId.of(account))
                .map(person -> OptionalInt.of(person.personal().age(today)))
                .orElseGet(OptionalInt::empty));
    }
}
