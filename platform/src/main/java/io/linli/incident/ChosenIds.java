package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ID_TAKEN;

import io.linli.settings.WriteRefusal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.stereotype.Component;

/** Phones choose the ids of what they report; an id that is there already is refused, not a fault of ours. */
@Component
class ChosenIds implements WriteRefusal {

    @Override
    public @Nullable RuntimeException refusalOf(SQLException failure) {
        return failure instanceof PSQLException refused
                        && refused.getServerErrorMessage() != null
                        && "incident_pkey"
                                .equals(refused.getServerErrorMessage().getConstraint())
                ? INCIDENT_ID_TAKEN.with().at("id")
                : null;
    }
}
