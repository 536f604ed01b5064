/** What happens on the ground, as it happens and in figures that can be traced back to their rows: for walls and reports. */
@ApplicationModule(
        allowedDependencies = {
            "territory",
            "identity",
            "countable",
            "incident",
            "tasking",
            "notify",
            "journal",
            "spreadsheet",
            "problem",
            "settings"
        })
@NullMarked
package io.linli.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
