package io.linli.audit;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** The audit record, for those who keep it: what was done is told to {@code settings.Acts}. */
public interface Audit {

    /** The newest root; none before the first act. A backup writes it down, and is compared by it. */
    Optional<Root> latestRoot();

    /** Erases the reasons of these records, as retention or a person's right to it asks; the records stay and prove. */
    int erase(Collection<UUID> records);
}
