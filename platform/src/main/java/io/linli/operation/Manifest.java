package io.linli.operation;

import io.linli.settings.DataDirectory;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backup begins with.
 *
 * @param version of the Linli that made it
 * @param taken the moment that its data are of
 * @param migrations of each history table
 * @param tables in an order in which none needs a later one
 * @param fingerprints of what proves itself, by name; none in a backup of an older version
 * @param keys whether the key file is in it
 */
record Manifest(
        String version,
        Instant taken,
        DataDirectory.Use use,
        int postgres,
        SortedMap<String, List<Migration>> migrations,
        List<Table> tables,
        List<Partition> partitions,
        @Nullable SortedMap<String, String> fingerprints,
        boolean keys) {

    SortedMap<String, String> proofs() {
        return fingerprints == null ? Collections.emptySortedMap() : fingerprints;
    }

    record Migration(String version, String script, int checksum) {}

    /**
     * Names and columns as SQL writes them.
     *
     * @param definition of the columns, for a table that no migration makes, such as a month taken out of its parent
     * @param granted to the application
     */
    record Table(String name, String columns, String definition, String granted) {}

    record Partition(String name, String parent, String bound) {}

    /** What it ends with. */
    record Contents(SortedMap<String, Held> tables, SortedMap<String, Counter> sequences, long files, long fileBytes) {}

    /** @param sha256 of the rows as COPY writes them */
    record Held(long rows, long bytes, String sha256) {}

    record Counter(long last, boolean called) {}
}
