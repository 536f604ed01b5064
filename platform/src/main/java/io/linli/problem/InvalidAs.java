package io.linli.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the problem that a controller answers with (400 and {@code errors[]}) whenever it is given bad content: broken
 * JSON, a value of the wrong type, a broken constraint, or a {@link Problem} of kind INVALID, whose own name and text
 * then stand in {@code errors[]}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InvalidAs {

    /** The problem's name in its catalogue, such as INCIDENT_DATA_INVALID. */
    String value();
}
