/**
 * The detectors and what they speak of: pure functions, free of Spring and of SQL, so that the same classes run wherever
 * facts come in order.
 */
@NullMarked
package io.linli.analysis.detector;

import org.jspecify.annotations.NullMarked;
