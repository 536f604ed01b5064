package io.linli.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the problem that a controller answers with (400 and {@code errors[]}) whenever it is given bad content. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InvalidAs {

    /** The problem's name in its catalogue, such as INCIDENT_DATA_INVALID. */
    String value();
}
