package io.linli.residents;

import io.linli.privacy.IdCardNumber;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose record is to be made.
 *
 * @param born and sex: needed only of those whose number does not say them, or who have none
 * @param household that they join, with what they are to its head; without one they are head of a new one
 * @param tenure OWNS or RENTS, when they do
 * @param until when a lease ends
 */
public record NewPerson(
        PersonName name,
        @Nullable IdCardNumber identity,
        @Nullable PhoneNumber phone,
        @Nullable LocalDate born,
        @Nullable Sex sex,
        HomeId home,
        @Nullable LocalDate since,
        Registration registration,
        @Nullable String registeredAt,
        @Nullable HouseholdId household,
        @Nullable Relation relation,
        @Nullable StayKind tenure,
        @Nullable LocalDate until,
        @Nullable Consent consent) {

    /** The same in a household; what they are to its head has not been said. */
    NewPerson joining(HouseholdId with) {
        return new NewPerson(
                name,
                identity,
                phone,
                born,
                sex,
                home,
                since,
                registration,
                registeredAt,
                with,
                Relation.UNKNOWN,
                tenure,
                until,
                consent);
    }
}
