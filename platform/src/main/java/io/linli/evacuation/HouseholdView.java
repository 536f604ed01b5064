package io.linli.evacuation;

import io.linli.facility.Contact;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One household of an emergency.
 *
 * @param position who is helped first; absent, like the place and the people, when it was erased
 * @param needs why they are helped first, with what each counts
 * @param people masked in lists, in full where one household is opened
 * @param next what can become of it now
 * @param holder where whoever has it now works
 * @param steps its history; absent in lists
 */
public record HouseholdView(
        UUID id,
        UUID emergency,
        String emergencyName,
        @Nullable Integer position,
        @Nullable String place,
        AreaCode area,
        String areaName,
        List<LowReason> low,
        List<Need> needs,
        List<PersonView> people,
        int heads,
        int wheelchairs,
        boolean power,
        boolean animals,
        Set<Missing> missing,
        HouseholdStatus status,
        Set<HouseholdStatus> next,
        int escalations,
        @Nullable String holder,
        @Nullable Instant dueAt,
        @Nullable Contact shelter,
        @Nullable Contact vehicle,
        @Nullable String elsewhere,
        @Nullable Instant givenAt,
        @Nullable Instant confirmedAt,
        @Nullable String endedBy,
        @Nullable Integer arrived,
        @Nullable Instant arrivedAt,
        @Nullable List<StepView> steps) {

    /** Somebody who lives there. */
    public record PersonView(String name, @Nullable String phone, int age) {}

    /** What was done, and by whom. */
    public record StepView(
            Instant at,
            String step,
            @Nullable String by,
            @Nullable String note) {}
}
