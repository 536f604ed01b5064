/** What a module lets be counted in figures, besides incidents: the words in which it says so. It has neither tables nor beans. */
@ApplicationModule(allowedDependencies = {"territory", "identity", "journal"})
@NullMarked
package io.linli.countable;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
