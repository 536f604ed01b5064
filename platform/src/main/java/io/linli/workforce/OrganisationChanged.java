package io.linli.workforce;

import io.linli.identity.OrgUnitId;
import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;

/** Something was done to an organisation. */
@EventName("workforce.organisation-changed/1")
public record OrganisationChanged(OrgUnitId organisation, AreaCode area, What what, Instant at) implements DomainEvent {

    public enum What {
        CREATED,
        RENAMED,
        MOVED,
        CLOSED,
        MEMBER_ADDED,
        MEMBER_ENDED
    }
}
