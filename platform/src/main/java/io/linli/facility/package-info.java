/** Places and things that serve people: for now shelters with their beds, and supplies for an emergency with their holders. */
@ApplicationModule(allowedDependencies = {"territory", "identity", "privacy", "problem", "settings", "spreadsheet"})
@NullMarked
package io.linli.facility;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
