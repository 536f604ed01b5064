package io.linli.bench;

/** Something that a measurement needs is not here; the message is a line for people. */
public final class CannotMeasure extends RuntimeException {

    public CannotMeasure(String message) {
        super(message);
    }

    /** A program that is not installed, and how to get it. */
    static CannotMeasure without(String program, String remedy) {
        return new CannotMeasure(Words.say("error.missing", program, remedy));
    }
}
