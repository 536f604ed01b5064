package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.territory.AreaCode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other modules may ask about people and homes: ids and codes, never who somebody is, and never tags. */
public interface Residents {

    /** The person whose account it is. */
    Optional<ResidentId> of(AccountId account);

    /** The homes where the person lives, owns or rents now, that of living first. */
    List<HomeId> homes(ResidentId person);

    /** The grid of the home, or the smallest area that is known. */
    Optional<AreaCode> area(HomeId home);

    /** The accounts of those who live in one home with the account's own person now, and since which day they both do. */
    Map<AccountId, LocalDate> livingWith(AccountId account);

    /** The accounts of those who have one, so that they can read who looked at their data. */
    List<AccountId> accounts(Collection<ResidentId> people);
}
