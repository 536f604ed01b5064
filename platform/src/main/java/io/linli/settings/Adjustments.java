package io.linli.settings;

/** What the numbers that may be changed while the server runs are now. */
@FunctionalInterface
public interface Adjustments {

    /** The present value, from memory. A change is known to every process within a few seconds. */
    long of(String name);
}
