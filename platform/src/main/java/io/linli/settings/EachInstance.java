package io.linli.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The {@code @Scheduled} work of this class is each instance's own: it keeps fresh what the process has in memory, or feeds
 * the pages that are open at it. All other such work is done by the instances with {@link Duty#TIMERS}; several may have
 * it, so it must bear that another does the same at the same time, or take its turn ({@link Turns}).
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EachInstance {}
