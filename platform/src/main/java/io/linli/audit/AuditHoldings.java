package io.linli.audit;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the record of acts holds about people: opaque ids and keyed digests, and reasons in the words of who gave them. */
@Component
class AuditHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of("audit.record")
                        .clear("audit.record.account")
                        .digests("audit.record.persons", "audit.record.network", "audit.record.reason")
                        .under(OldReasons.LAW),
                Holding.of("audit.reason")
                        .encrypted("audit.reason.sealed", "audit.withheld.basis")
                        .under(OldReasons.LAW)
                        .keptBy(OldReasons.KIND),
                Holding.technical("audit.proof")
                        .digests(
                                "audit.reason.salt",
                                "audit.record.mac",
                                "audit.seal.leaves",
                                "audit.seal.merkle",
                                "audit.seal.root"));
    }
}
