/** Organisations, posts and teams: what stands behind a unit, and who is responsible for which ground. */
@ApplicationModule(
        allowedDependencies = {"territory", "identity", "privacy", "journal", "problem", "settings", "spreadsheet"})
@NullMarked
package io.linli.workforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
