package io.linli.residents;

import static io.linli.residents.ResidentsProblem.GUARDIAN_CONSENT_MISSING;
import static io.linli.residents.ResidentsProblem.RESIDENT_BIRTH_DIFFERS;
import static io.linli.residents.ResidentsProblem.RESIDENT_BIRTH_MISSING;
import static io.linli.residents.ResidentsProblem.RESIDENT_DAY_UNFIT;
import static io.linli.residents.ResidentsProblem.RESIDENT_SEX_DIFFERS;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What holds of every person's record, however it came. */
final class Rules {

    private Rules() {}

    static Personal personal(NewPerson draft, LocalDate today) {
        var number = draft.identity();
        var born = number == null ? draft.born() : number.birthDate();
        var sex = number == null ? draft.sex() : number.sex();
        if (born == null || sex == null) {
            throw RESIDENT_BIRTH_MISSING.with().at(born == null ? "born" : "sex");
        }
        if (draft.born() != null && !draft.born().equals(born)) {
            throw RESIDENT_BIRTH_DIFFERS.with().at("born");
        }
        if (draft.sex() != null && draft.sex() != sex) {
            throw RESIDENT_SEX_DIFFERS.with().at("sex");
        }
        var personal =
                new Personal(draft.name(), number, draft.phone(), born, sex, draft.registeredAt(), draft.consent());
        day(born, born, today, number == null ? "born" : "identity");
        consented(personal, today, "consent");
        return personal;
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
