package io.linli.workforce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which kinds of matters there are, for the responsibility matrix. Implemented by the module that keeps matters. */
public interface KindsOfMatter {

    /** All of them; the names in the language that they are kept in. */
    List<Kind> all();

    /**
     * One kind.
     *
     * @param parent the kind that it is part of
     */
    record Kind(String code, String name, @Nullable String parent) {}
}
