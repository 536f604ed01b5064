package io.linli.settings;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Says who is acting now, to modules that know accounts as opaque ids only. */
public interface Acting {

    /** Whoever called, with the post that they act in; empty when the system acts on its own account. */
    Optional<Actor> now();

    /** Whether a post of whoever called that permits it stands at that area or around it. */
    boolean serves(String permission, String area);

    /** From where, as far as one caller can be told from another: the address, or the network of a household. */
    Optional<String> network();

    /** The same for an address that somebody typed. */
    String network(String address);

    /** The id behind a user name, or the id itself. */
    Optional<String> account(String idOrName);

    /** The name that an account is shown by: of staff in public, of others masked. */
    Optional<String> name(String account);

    /** Tells, whenever it is asked and from any thread, whether whoever calls now is still signed in by then. */
    BooleanSupplier presence();

    record Actor(
            String account,
            @Nullable String role,
            @Nullable String area,
            @Nullable String unit) {}
}
