package io.linli.privacy;

import java.util.List;
import org.springframework.stereotype.Component;

/** What this module and those below it keep; they know nothing of what stands above them. */
@Component
class SharedHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of("settings.idempotency")
                        .digests("settings.idempotency_key.body")
                        .clear("settings.idempotency_key.caller"),
                Holding.technical("privacy.check").encrypted("privacy.key_check.sealed"));
    }
}
