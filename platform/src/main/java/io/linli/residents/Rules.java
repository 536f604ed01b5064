package io.linli.residents;

import static io.linli.residents.ResidentsProblem.GUARDIAN_CONSENT_MISSING;
import static io.linli.residents.ResidentsProblem.RESIDENT_BIRTH_DIFFERS;
import static io.linli.residents.ResidentsProblem.RESIDENT_BIRTH_MISSING;
import static io.linli.residents.ResidentsProblem.RESIDENT_DAY_UNFIT;
import static io.linli.residents.ResidentsProblem.RESIDENT_SEX_DIFFERS;

import io.linli.privacy.IdCardNumber;
import io.linli.privacy.IdCardNumber.Sex;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What holds of every person's record, however it came. */
final class Rules {

    private Rules() {}

    static Personal personal(NewPerson draft, LocalDate today) {
        var number = draft.identity();
        var born = born(number, draft.born());
        var sex = sex(number, draft.sex());
        var personal =
                new Personal(draft.name(), number, draft.phone(), born, sex, draft.registeredAt(), draft.consent());
        day(born, born, today, number == null || number.birthDate() == null ? "born" : "identity");
        consented(personal, today, "consent");
        return personal;
    }

    /** As the number says, which must not be contradicted; as it was said where the number says nothing. */
    static LocalDate born(@Nullable IdCardNumber number, @Nullable LocalDate said) {
        var written = number == null ? null : number.birthDate();
        if (written != null && said != null && !written.equals(said)) {
            throw RESIDENT_BIRTH_DIFFERS.with().at("born");
        }
        if (written == null && said == null) {
            throw RESIDENT_BIRTH_MISSING.with().at("born");
        }
        return written == null ? Objects.requireNonNull(said) : written;
    }

    /** The same of the sex. */
    static Sex sex(@Nullable IdCardNumber number, @Nullable Sex said) {
        var written = number == null ? null : number.sex();
        if (written != null && said != null && written != said) {
            throw RESIDENT_SEX_DIFFERS.with().at("sex");
        }
        if (written == null && said == null) {
            throw RESIDENT_BIRTH_MISSING.with().at("sex");
        }
        return written == null ? Objects.requireNonNull(said) : written;
    }

    /** A child under fourteen is not written down without its guardian's word (个人信息保护法 art. 31). */
    static void consented(Personal personal, LocalDate today, String field) {
        var consent = personal.consent();
        if (personal.age(today) < Consent.AGE && consent == null) {
            throw GUARDIAN_CONSENT_MISSING.with(Consent.AGE).at(field);
        }
        if (consent != null) {
            day(consent.on(), personal.born(), today, field.equals("consent") ? "consent.on" : field);
        }
    }

    /** Neither before the person was born nor in time to come. */
    static void day(LocalDate day, LocalDate born, LocalDate today, String field) {
        if (day.isBefore(born) || day.isAfter(today)) {
            throw RESIDENT_DAY_UNFIT.with(born.toString(), today.toString()).at(field);
        }
    }

    static LocalDate since(@Nullable LocalDate said, Personal personal, LocalDate today) {
        var since = Objects.requireNonNullElse(said, today);
        day(since, personal.born(), today, "since");
        return since;
    }
}
