package io.linli.privacy;

import java.util.OptionalInt;

/** Knows how old the holder of an account is, to modules that know accounts as opaque ids only. Implemented above. */
public interface Ages {

    /** In years; empty when there is no record of the person. */
    OptionalInt of(String account);
}
