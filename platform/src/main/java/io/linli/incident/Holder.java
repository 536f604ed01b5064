package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Who has an incident: a person, a unit, or the intake post of an area (whoever holds that role there).
 *
 * @param account null while it waits in the queue of the unit or post
 */
record Holder(
        @Nullable AccountId account,
        @Nullable OrgUnitId unit,
        @Nullable Role role,
        @Nullable AreaCode area) {

    static Holder of(OrgUnitId unit) {
        return new Holder(null, unit, Role.DEPARTMENT_STAFF, null);
    }

    static Holder post(Role role, AreaCode area) {
        return new Holder(null, null, role, area);
    }

    static Holder person(AccountId account, Role role, AreaCode area) {
        return new Holder(account, null, role, area);
    }

    /** For the trail: unit:430181-urban, account:…, or post:COMMUNITY_WORKER@430181001001. */
    String codes() {
        return unit != null ? "unit:" + unit : account != null ? "account:" + account : "post:" + role + "@" + area;
    }

    /** The same, but the person comes before the unit: whom one speaks to. */
    String person() {
        return account == null ? codes() : "account:" + account;
    }

    Holder taken(AccountId by) {
        return new Holder(by, unit, role, area);
    }
}
