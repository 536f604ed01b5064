/** What whoever runs Linli needs: backups and their way back, alarms, and what to send when asking for help. */
@ApplicationModule(allowedDependencies = {"problem", "settings", "privacy", "identity"})
@NullMarked
package io.linli.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
