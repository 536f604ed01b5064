package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_DATA_INVALID;
import static io.linli.incident.IncidentProblem.REQUIRED;
import static io.linli.incident.IncidentProblem.TOO_LONG;
import static io.linli.incident.IncidentProblem.UNKNOWN_VALUE;
import static io.linli.incident.IncidentProblem.WRONG_TYPE;

import io.linli.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object, and what is wrong with them. What is wrong reads as absent. */
final class Fields {

    private final JsonNode body;
    private final String path;
    private final List<ProblemException> faults;

    Fields(JsonNode body) {
        this(body, "", new ArrayList<>());
        if (!body.isObject()) {
            fault(WRONG_TYPE.with().at(""));
        }
    }

    private Fields(JsonNode body, String path, List<ProblemException> faults) {
        this.body = body;
        this.path = path;
        this.faults = faults;
    }

    void fault(ProblemException fault) {
        faults.add(fault);
    }

    int count() {
        return faults.size();
    }

    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw INCIDENT_DATA_INVALID.with().because(faults);
        }
    }

    @Nullable
    JsonNode get(String name) {
        var value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable
    Fields inner(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            fault(WRONG_TYPE.with().at(path + name));
            return null;
        }
        return new Fields(value, path + name + ".", faults);
    }

    @Nullable
    String text(String name, int most, boolean needed) {
        var value = get(name);
        if (value != null && !value.isString()) {
            fault(WRONG_TYPE.with().at(path + name));
            return null;
        }
        var text = value == null ? null : Words.clean(value.stringValue());
        if (text == null || Words.isBlank(text)) {
            if (needed) {
                fault(REQUIRED.with().at(path + name));
            }
            return null;
        }
        if (Words.length(text) > most) {
            fault(TOO_LONG.with(most, Words.length(text)).at(path + name));
            return null;
        }
        return text;
    }

    /** The texts of an array. */
    List<String> texts(String name) {
        var value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            fault(WRONG_TYPE.with().at(path + name));
            return List.of();
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    @Nullable
    Double number(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            fault(WRONG_TYPE.with().at(path + name));
            return null;
        }
        return value.doubleValue();
    }

    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        var text = text(name, 40, false);
        if (text == null) {
            return null;
        }
        for (var value : type.getEnumConstants()) {
            if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        fault(UNKNOWN_VALUE.with(text).at(path + name));
        return null;
    }

    @Nullable
    Instant time(String name) {
        var text = text(name, 40, false);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fault(UNKNOWN_VALUE.with(text).at(path + name));
            return null;
        }
    }

    @Nullable
    Boolean bool(String name) {
        var value = get(name);
        if (value == null) {
            fault(REQUIRED.with().at(path + name));
            return null;
        }
        if (!value.isBoolean()) {
            fault(WRONG_TYPE.with().at(path + name));
            return null;
        }
        return value.booleanValue();
    }
}
