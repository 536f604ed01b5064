package io.linli.deliberation;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** What people say at talks, and who they are if they say so. */
@Component
class DeliberationHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.of(OldTalks.KIND)
                .encrypted(
                        "deliberation.talk.topics",
                        "deliberation.opinion.words",
                        "deliberation.opinion.speaker",
                        "deliberation.opinion.answer")
                .keptBy(OldTalks.KIND));
    }
}
