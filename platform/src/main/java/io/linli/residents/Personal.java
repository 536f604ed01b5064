package io.linli.residents;

import io.linli.privacy.IdCardNumber;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * Who a person is. Kept sealed as one text, opened where it is shown.
 *
 * @param born in the identity number too; told apart for those who have none yet
 * @param registeredAt the address of the household registration (户籍地址), when it is elsewhere
 */
record Personal(
        PersonName name,
        @Nullable IdCardNumber identity,
        @Nullable PhoneNumber phone,
        LocalDate born,
        Sex sex,
        @Nullable String registeredAt,
        @Nullable Consent consent) {

    int age(LocalDate today) {
        return Period.between(born, today).getYears();
    }

    String maskedName() {
        return name.masked();
    }

    @Nullable
    String maskedIdentity() {
        return identity == null ? null : identity.masked();
    }

    @Nullable
    String maskedPhone() {
        return phone == null ? null : phone.masked();
    }

    @Override
    public String toString() {
        return "a person"; // safe to log
    }
}
