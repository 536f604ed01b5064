package io.linli.residents;

import io.linli.privacy.IdCardNumber;
import io.linli.territory.AreaCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One person with the door they live behind, as a list of many has them: the home is named, not known by an id. */
record Arrival(
        Door door,
        @Nullable BigDecimal floorArea,
        Personal personal,
        Registration registration,
        Relation relation,
        @Nullable StayKind tenure,
        LocalDate since,
        @Nullable LocalDate until) {

    /** How a home is named. */
    record Door(AreaCode area, String building, @Nullable String address, String unit, String room) {}

    IdCardNumber identity() {
        var number = personal.identity();
        if (number == null) {
            throw new IllegalStateException("A list of people tells them apart by their identity numbers");
        }
        return number;
    }
}
