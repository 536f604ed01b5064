package io.linli.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.validation.BindingResult;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Says which fields of a request break a constraint and how. */
record InvalidFields(Wording words) {

    /** Programs read the code: several constraints say the same. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("NotNull", "REQUIRED"),
            Map.entry("NotBlank", "REQUIRED"),
            Map.entry("NotEmpty", "REQUIRED"),
            Map.entry("Min", "OUT_OF_RANGE"),
            Map.entry("Max", "OUT_OF_RANGE"),
            Map.entry("DecimalMin", "OUT_OF_RANGE"),
            Map.entry("DecimalMax", "OUT_OF_RANGE"),
            Map.entry("Positive", "OUT_OF_RANGE"),
            Map.entry("PositiveOrZero", "OUT_OF_RANGE"),
            Map.entry("Range", "OUT_OF_RANGE"),
            Map.entry("Past", "OUT_OF_RANGE"),
            Map.entry("PastOrPresent", "OUT_OF_RANGE"),
            Map.entry("Future", "OUT_OF_RANGE"),
            Map.entry("FutureOrPresent", "OUT_OF_RANGE"),
            Map.entry("Pattern", "MALFORMED"),
            Map.entry("Email", "MALFORMED"));

    List<FieldError> of(BindingResult result) {
        return result.getAllErrors().stream().map(this::error).toList();
    }

    List<FieldError> of(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result -> result instanceof ParameterErrors nested
                        ? nested.getAllErrors().stream().map(this::error)
                        : result.getResolvableErrors().stream()
                                .map(error -> parameter(result.getMethodParameter(), result.getArgument(), error)))
                .toList();
    }

    List<FieldError> of(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(broken -> new FieldError(leaf(broken.getPropertyPath()), code(broken), broken.getMessage()))
                .toList();
    }

    FieldError error(TypeMismatchException mismatch, String field) {
        var type = mismatch.getRequiredType();
        for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refused) {
                return words.error(field, refused);
            }
        }
        return type == null ? words.error(field, "MALFORMED") : words.unfit(field, type);
    }

    private FieldError error(ObjectError error) {
        var field = error instanceof org.springframework.validation.FieldError named ? named.getField() : "";
        if (error.contains(TypeMismatchException.class)) {
            return error(error.unwrap(TypeMismatchException.class), field);
        }
        var value = error instanceof org.springframework.validation.FieldError named ? named.getRejectedValue() : null;
        var code = error.contains(ConstraintViolation.class)
                ? code(error.unwrap(ConstraintViolation.class))
                : code(error.getCode(), value, null);
        return new FieldError(field, code, text(error));
    }

    private FieldError parameter(MethodParameter parameter, @Nullable Object value, MessageSourceResolvable error) {
        var codes = error.getCodes();
        var constraint = codes == null || codes.length == 0 ? null : codes[codes.length - 1];
        return new FieldError(name(parameter), code(constraint, value, null), text(error));
    }

    private String text(MessageSourceResolvable error) {
        var text = error.getDefaultMessage();
        return text == null ? words.error("", "MALFORMED").message() : text;
    }

    private static String code(ConstraintViolation<?> broken) {
        var constraint = broken.getConstraintDescriptor();
        return code(
                constraint.getAnnotation().annotationType().getSimpleName(),
                broken.getInvalidValue(),
                constraint.getAttributes().get("max"));
    }

    private static String code(@Nullable String constraint, @Nullable Object value, @Nullable Object most) {
        if (constraint == null) {
            return "MALFORMED";
        }
        if (constraint.equals("Size")) {
            return most instanceof Integer max && size(value) <= max ? "TOO_SHORT" : "TOO_LONG";
        }
        var known = CODES.get(constraint);
        return known != null
                ? known
                : constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static int size(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> items -> items.size();
            case Map<?, ?> entries -> entries.size();
            case null, default -> 0;
        };
    }

    /** The name that the caller knows a parameter by. */
    static String name(MethodParameter parameter) {
        var element = parameter.getParameter();
        var param = AnnotatedElementUtils.getMergedAnnotation(element, RequestParam.class);
        var path = AnnotatedElementUtils.getMergedAnnotation(element, PathVariable.class);
        var header = AnnotatedElementUtils.getMergedAnnotation(element, RequestHeader.class);
        return Stream.of(
                        param == null ? "" : param.name(),
                        path == null ? "" : path.name(),
                        header == null ? "" : header.name(),
                        element.getName())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    // the first steps name our own method and its parameter
    private static String leaf(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .filter(node -> node.getName() != null)
                .reduce((first, second) -> second)
                .map(Path.Node::getName)
                .orElse("");
    }
}
