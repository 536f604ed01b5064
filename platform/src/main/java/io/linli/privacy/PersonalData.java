package io.linli.privacy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each module that keeps personal data tells in one bean what it keeps. */
public interface PersonalData {

    List<Holding> holdings();

    /** How many records of each kind there are about the holder of an account; asked in the scope of the system. */
    default Map<String, Long> about(String account) {
        return Map.of();
    }

    /** What it does only as long as the person agrees, such as {@code notify.outside}: it asks {@link Consents}. */
    default Set<String> byConsent() {
        return Set.of();
    }
}
