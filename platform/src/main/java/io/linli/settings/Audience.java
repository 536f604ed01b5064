package io.linli.settings;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows who lives or serves in an area, for modules that know accounts as opaque ids only. */
public interface Audience {

    enum Kind {
        RESIDENTS,
        STAFF
    }

    /** Some of the accounts of an area and all below it, each once, in the order of their ids, behind that one. */
    List<Member> within(String area, Set<Kind> kinds, @Nullable String after, int most);

    /** One account and the area, as small as it is known, that it belongs to. */
    record Member(String account, String area) {}
}
