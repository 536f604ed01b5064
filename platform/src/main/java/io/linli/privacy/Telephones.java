package io.linli.privacy;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Knows the telephones of accounts, to modules that know those as opaque ids only. Implemented above; works without. */
public interface Telephones {

    Optional<PhoneNumber> of(String account);

    /** Of these accounts, those of which it knows one. */
    Set<String> known(Collection<String> accounts);
}
