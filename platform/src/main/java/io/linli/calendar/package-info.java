/** The working calendar of China, the years that its notices add, and the three clocks that deadlines run on. */
@ApplicationModule(allowedDependencies = {"problem", "settings"})
@NullMarked
package io.linli.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
