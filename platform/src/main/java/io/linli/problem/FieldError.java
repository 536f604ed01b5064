package io.linli.problem;

/** One field that is not as it must be, as a path such as {@code contact.phone}; empty where the whole body is meant. */
record FieldError(String field, String code, String message) {}
