/** Tells people what concerns them: in their inbox, at once on an open page, and by mail, message or chat if they want. */
@ApplicationModule(allowedDependencies = {"settings", "problem", "privacy"})
@NullMarked
package io.linli.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
