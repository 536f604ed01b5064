package io.linli.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.util.ClassUtils;

/** Says in the caller's language what is wrong. */
record Wording(MessageSource messages, Locale locale) {

    String title(String problem) {
        return say("problem." + key(problem) + ".title");
    }

    String detail(String problem, Object... details) {
        return say("problem." + key(problem), details);
    }

    /** A field error such as {@code REQUIRED}; its text stands under {@code invalid.required}. */
    FieldError error(String field, String code, Object... details) {
        return new FieldError(field, code, say("invalid." + key(code), details));
    }

    FieldError error(String field, ProblemException refused) {
        var inner = refused.field();
        var path = inner == null ? field : field.isEmpty() ? inner : field + "." + inner;
        var name = refused.problem().name();
        return new FieldError(path, name, detail(name, refused.details()));
    }

    /** A value that is of no use as one of that type. */
    FieldError unfit(String field, Class<?> type) {
        if (type.isEnum()) {
            var allowed = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", "));
            return error(field, "UNKNOWN_VALUE", allowed);
        }
        if (isWrittenAsOneValue(type)) {
            return malformed(field, type);
        }
        return error(field, "WRONG_TYPE", say("type." + typeKey(ClassUtils.resolvePrimitiveIfNecessary(type))));
    }

    /** What a value type's constructor would not take; a type may have words of its own under its name. */
    FieldError malformed(String field, Class<?> type) {
        var own = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        var general = say("invalid.malformed");
        return new FieldError(
                field, "MALFORMED", say(messages.getMessage("invalid." + own, null, general, locale), general));
    }

    private static boolean isWrittenAsOneValue(Class<?> type) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    private static String say(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private String say(String key, Object... details) {
        // a number is written as it stands: an id or a limit has no thousands separator
        var plain = Arrays.stream(details)
                .map(detail -> detail instanceof Number ? String.valueOf(detail) : detail)
                .toArray();
        return messages.getMessage(key, plain, locale);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String typeKey(Class<?> type) {
        if (type == Integer.class || type == Long.class || type == Short.class || type == BigInteger.class) {
            return "integer";
        }
        if (Number.class.isAssignableFrom(type) || type == BigDecimal.class) {
            return "number";
        }
        if (type == Boolean.class) {
            return "boolean";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == UUID.class) {
            return "id";
        }
        if (type == LocalDate.class) {
            return "date";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "time";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "object" : "other";
    }
}
