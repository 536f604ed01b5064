package io.linli.incident;

import io.linli.identity.OrgUnitId;
import io.linli.workforce.Organisations;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What the units that have matters in hand are called: as the dispatch catalogue says, else as organisations are recorded. */
@Service
public class UnitNames {

    private final DispatchCatalogue catalogue;
    private final Organisations organisations;

    UnitNames(DispatchCatalogue catalogue, Organisations organisations) {
        this.catalogue = catalogue;
        this.organisations = organisations;
    }

    /** Empty for a unit that neither knows. */
    public Optional<String> nameOf(OrgUnitId unit) {
        return catalogue.name(unit).or(() -> organisations.nameOf(unit));
    }
}
