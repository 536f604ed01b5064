package io.linli.problem;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says which field of a JSON body is wrong and how, without telling of our classes. */
record JsonFaults(Wording words) {

    private static final int LONGEST_NAME = 100;

    /** A text with characters that the database does not take. */
    static final class Unkept extends DatabindException {

        Unkept(JsonParser parser) {
            super(parser, "A text that cannot be kept");
        }
    }

    FieldError explain(JacksonException fault) {
        var field = path(fault.getPath());
        return switch (fault) {
            case Unkept text -> words.error(field, "BROKEN_TEXT");
            case PropertyBindingException unknown -> words.error(field, "UNKNOWN_FIELD");
            case ValueInstantiationException unfit
            when unfit.getCause() instanceof ProblemException refused -> words.error(field, refused);
            case ValueInstantiationException unfit ->
                words.malformed(field, unfit.getType().getRawClass());
            case InvalidTypeIdException unknown -> words.error(field, "UNKNOWN_VALUE", "");
            case InvalidNullException missing -> words.error(field, "REQUIRED");
            case InvalidFormatException unfit -> words.unfit(field, unfit.getTargetType());
            case MismatchedInputException other -> mismatch(field, other);
            case InputCoercionException tooBig -> words.unfit(field, tooBig.getTargetType());
            case StreamConstraintsException tooMuch -> words.error(field, "TOO_COMPLEX");
            case StreamReadException broken -> broken(field, broken);
            default ->
                fault.getCause() instanceof CharacterCodingException
                        ? words.error(field, "BROKEN_TEXT")
                        : words.error(field, "BROKEN_JSON", place(fault));
        };
    }

    private FieldError mismatch(String field, MismatchedInputException fault) {
        var type = fault.getTargetType();
        // a primitive type whose value is null or left out
        if (type == null || fault.getOriginalMessage().startsWith("Cannot map `null`")) {
            return words.error(field, "REQUIRED");
        }
        if (fault.getOriginalMessage().startsWith("Trailing token")) {
            return words.error(field, "BROKEN_JSON", place(fault));
        }
        return words.unfit(field, type);
    }

    private FieldError broken(String field, StreamReadException fault) {
        var message = fault.getOriginalMessage();
        if (message.startsWith("Duplicate")) {
            var parser = fault.processor();
            var name = parser == null ? null : parser.currentName();
            return words.error(name == null ? field : join(field, name), "DUPLICATE_FIELD");
        }
        if (message.startsWith("Invalid UTF-8")) {
            return words.error(field, "BROKEN_TEXT");
        }
        return words.error(field, "BROKEN_JSON", place(fault));
    }

    private static String place(JacksonException fault) {
        var place = fault.getLocation();
        return place == null || place.getLineNr() < 1 ? "?" : place.getLineNr() + ":" + place.getColumnNr();
    }

    private static String path(List<JacksonException.Reference> steps) {
        var path = "";
        for (var step : steps) {
            path = step.getPropertyName() == null
                    ? path + "[" + step.getIndex() + "]"
                    : join(path, step.getPropertyName());
        }
        return path;
    }

    private static String join(String path, @Nullable String name) {
        var shown = name == null ? "" : name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
