/** Personal data: kept encrypted, found by blind index, shown masked, and each look at it told to who records it. */
@ApplicationModule(allowedDependencies = {"problem", "settings"})
@NullMarked
package io.linli.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
