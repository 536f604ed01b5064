package io.linli.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and version that an event is written down under, such as {@code incident.reported/1}. It outlives the class:
 * what was once released under a name is read for ever (a golden file of each is kept among the tests).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {

    String value();

    /** Older versions that this record reads as well: what they did not have yet is nullable here. */
    String[] reads() default {};
}
