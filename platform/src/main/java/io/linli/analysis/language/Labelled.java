package io.linli.analysis.language;

/**
 * A text and the kind of matter that people said it is.
 *
 * @param wording as {@link Wording} has it
 */
record Labelled(String wording, String kind) {}
