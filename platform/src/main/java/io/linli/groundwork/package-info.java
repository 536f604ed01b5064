/** Brings what is recorded of buildings, homes and visits to what is told of each grid: coverage and completeness. */
@ApplicationModule(allowedDependencies = {"territory", "identity", "residents", "workforce"})
@NullMarked
package io.linli.groundwork;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
