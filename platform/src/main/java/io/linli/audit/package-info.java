/** Who did and who looked at what, so that nobody can change it afterwards unnoticed. */
@ApplicationModule(allowedDependencies = {"settings", "problem", "privacy", "journal"})
@NullMarked
package io.linli.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
