/**
 * What is measured and what others warn of: stations with their hourly rain, and public warnings as they were received.
 * It issues no warning: only weather offices do (气象灾害防御条例 art. 30).
 */
@ApplicationModule(
        allowedDependencies = {"territory", "identity", "journal", "privacy", "spreadsheet", "problem", "settings"})
@NullMarked
package io.linli.sensing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
