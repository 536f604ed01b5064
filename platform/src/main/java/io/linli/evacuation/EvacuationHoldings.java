package io.linli.evacuation;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is collected about people for an emergency. It tells of health, and ends with the emergency. */
@Component
class EvacuationHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.sensitive("evacuation.people")
                .encrypted("evacuation.household.sealed", "evacuation.household.elsewhere", "evacuation.step.note")
                .clear("evacuation.household.home", "evacuation.household.place", "evacuation.household.position")
                .under(OldEvacuations.LAW)
                .keptBy(OldEvacuations.KIND));
    }
}
