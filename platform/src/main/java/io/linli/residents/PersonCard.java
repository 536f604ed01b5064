package io.linli.residents;

import io.linli.privacy.IdCardNumber.Sex;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with all that hangs on the record.
 *
 * @param masked whether names and numbers are; they are not where they were asked for with a reason, nor for oneself
 * @param steps what the caller can do now
 */
public record PersonCard(
        ResidentId id,
        boolean masked,
        String name,
        @Nullable String identity,
        @Nullable String phone,
        Sex sex,
        int age,
        @Nullable LocalDate born,
        AreaCode area,
        String areaName,
        String fullName,
        PersonState state,
        Registration registration,
        @Nullable String registeredAt,
        @Nullable ConsentView consent,
        @Nullable HouseholdView household,
        List<StayView> stays,
        List<Happening> history,
        List<String> steps,
        boolean hasAccount,
        Instant registeredOn) {

    public record ConsentView(@Nullable String by, @Nullable String relation, LocalDate on) {}

    public record HouseholdView(
            HouseholdId id, HomeId home, String address, AreaCode area, boolean open, List<MemberView> members) {}

    /** Of the others it is the name alone that is shown, always masked. */
    public record MemberView(ResidentId id, String name, Relation relation, LocalDate since) {}

    public record StayView(
            UUID id,
            StayKind kind,
            HomeId home,
            String address,
            LocalDate since,
            @Nullable LocalDate until,
            boolean open,
            @Nullable EndReason reason) {}

    /** One step of the record's history. */
    public record Happening(
            Instant at, String step, @Nullable String by) {}
}
