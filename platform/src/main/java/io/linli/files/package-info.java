/** Photos and documents: taken in after a look at what they are, kept encrypted, given out without the place in them. */
@ApplicationModule(allowedDependencies = {"problem", "settings", "privacy"})
@NullMarked
package io.linli.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
