/**
 * What residents and staff talk over together: for now evening talks in the open (凉亭夜话), whose every opinion ends as an
 * answer or a matter, or waits for a topic, and never gets lost.
 */
@ApplicationModule(
        allowedDependencies = {
            "territory",
            "identity",
            "countable",
            "incident",
            "privacy",
            "journal",
            "problem",
            "settings",
            "spreadsheet"
        })
@NullMarked
package io.linli.deliberation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
