package io.linli.identity;

import java.util.Locale;

/** Who else can say who somebody is: one provider for residents (such as that of a province), one for staff. */
public enum ExternalProvider {
    RESIDENTS,
    STAFF;

    /** As it stands in addresses. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The face that it leads to. */
    public String face() {
        return this == RESIDENTS ? "/" : "/desk/";
    }
}
