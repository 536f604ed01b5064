package io.linli.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that has to be so before an installation goes live, told by the module that knows. Its texts stand in that
 * module's bundle: {@code first-day.<name>} says what it is about, {@code .done} and {@code .open} how it stands, with
 * the details in their gaps, and {@code .todo} what to do.
 */
public interface FirstDayCheck {

    String name();

    Finding look();

    record Finding(boolean done, List<String> details) {

        public static Finding of(boolean done, Object... details) {
            return new Finding(done, Stream.of(details).map(String::valueOf).toList());
        }
    }
}
