package io.linli.field;

import io.linli.identity.AccountLocked;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whoever may not sign in any more keeps nothing on a phone either. */
@Component
class LockedAccounts implements JournalReader {

    private final PhoneKeys keys;

    LockedAccounts(PhoneKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "field-locked-accounts";
    }

    @Override
    public void read(List<JournalEntry> entries) {
        for (var entry : entries) {
            if (entry.is(AccountLocked.class)) {
                keys.revokeAll(entry.as(AccountLocked.class).account());
            }
        }
    }
}
