/** Buildings, homes, households and people, bound to grids: one person one record, kept sealed. */
@ApplicationModule(
        allowedDependencies = {
            "territory",
            "identity",
            "privacy",
            "spreadsheet",
            "journal",
            "problem",
            "settings",
            "bench"
        })
@NullMarked
package io.linli.residents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
