package io.linli.workforce;

import io.linli.identity.OrgUnitId;
import io.linli.workforce.OrganisationKind.Seat;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One organisation with where it stands.
 *
 * @param fullName of the ground it stands on
 * @param above those around it, the outermost first
 * @param members whose delegates sit in it
 * @param missing kinds of members that it needs and has none of: a warning
 */
public record OrganisationView(
        OrganisationItem organisation,
        String fullName,
        List<OrganisationItem> above,
        List<Member> members,
        List<Seat> missing) {

    /** Delegates of one kind, and of which organisation where that is known. */
    public record Member(
            UUID id,
            String kind,
            String kindName,
            @Nullable OrgUnitId body,
            @Nullable String bodyName,
            LocalDate since) {}
}
