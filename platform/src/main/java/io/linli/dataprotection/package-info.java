/** What is kept about people, on whose word, how long, and who may have it: inventory, consents, retention, requests. */
@ApplicationModule(allowedDependencies = {"territory", "identity", "privacy", "spreadsheet", "problem", "settings"})
@NullMarked
package io.linli.dataprotection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
