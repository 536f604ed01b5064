/** What field staff have to do, whatever the source: one list, one holder each, a deadline. */
@ApplicationModule(
        allowedDependencies = {
            "territory",
            "identity",
            "countable",
            "journal",
            "problem",
            "settings",
            "calendar",
            "privacy",
            "files",
            "residents",
            "notify",
            "spreadsheet"
        })
@NullMarked
package io.linli.tasking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
