package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who lives behind given doors, to help them out in a named emergency and for nothing else. Only what the caller may see,
 * marks included; each answer is a look at all who are in it, written down in the open transaction.
 */
public interface Occupants {

    /** Homes where nobody is recorded are left out. */
    Map<HomeId, List<Occupant>> of(Collection<HomeId> homes, Caller caller, String reason);

    /**
     * One person.
     *
     * @param account so that the person can read who looked
     * @param marks codes of the marks that hold today and that the caller may see
     */
    record Occupant(
            ResidentId id,
            @Nullable AccountId account,
            String name,
            String maskedName,
            @Nullable String phone,
            int age,
            Set<String> marks) {

        @Override
        public String toString() {
            return id.toString(); // safe to log
        }
    }
}
