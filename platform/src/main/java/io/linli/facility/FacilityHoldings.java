package io.linli.facility;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** Numbers on duty may be those of a person. They go when what they belong to is changed or closed. */
@Component
class FacilityHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.of("facility.duty-phone").encrypted("facility.shelter.phone", "facility.supply.phone"));
    }
}
