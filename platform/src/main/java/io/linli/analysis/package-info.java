/**
 * Finds what is coming in all that happens, and warns with reasons: detectors, signals, warnings, risk of places. It
 * helps people decide and decides nothing about a person (个人信息保护法 art. 24).
 */
@ApplicationModule(
        allowedDependencies = {
            "territory",
            "identity",
            "files",
            "residents",
            "workforce",
            "tasking",
            "incident",
            "sensing",
            "bench",
            "calendar",
            "privacy",
            "journal",
            "notify",
            "spreadsheet",
            "problem",
            "settings"
        })
@NullMarked
package io.linli.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
