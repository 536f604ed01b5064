/** Lists in and out as spreadsheets: template, preview, faults by cell, good rows in and bad rows back, watermark. */
@ApplicationModule(allowedDependencies = {"problem", "settings", "privacy", "bench"})
@NullMarked
package io.linli.spreadsheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
