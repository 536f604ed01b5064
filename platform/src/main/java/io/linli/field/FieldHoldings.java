package io.linli.field;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is kept about the phones of those who work with them. */
@Component
class FieldHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.of("field.phone")
                .encrypted("field.phone.sealed")
                .clear("field.phone.account", "field.phone.device"));
    }
}
