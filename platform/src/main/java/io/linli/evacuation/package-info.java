/**
 * Brings people to safety before a disaster (转移避险): which homes lie low and why, who is helped first, where they can go,
 * and what became of each household. A person opens an emergency and names its basis; a machine opens none.
 */
@ApplicationModule(
        allowedDependencies = {
            "territory",
            "identity",
            "residents",
            "tasking",
            "incident",
            "facility",
            "privacy",
            "journal",
            "notify",
            "spreadsheet",
            "problem",
            "settings"
        })
@NullMarked
package io.linli.evacuation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
