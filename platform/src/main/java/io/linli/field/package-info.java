/** Phones on which staff work without network: the key that seals what a phone keeps, given at sign-in and taken back. */
@ApplicationModule(allowedDependencies = {"identity", "journal", "privacy", "problem", "settings"})
@NullMarked
package io.linli.field;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
