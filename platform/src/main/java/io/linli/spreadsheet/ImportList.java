package io.linli.spreadsheet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * A list that people may bring as a spreadsheet. The module that owns it describes it here, in one bean, and gets from
 * it the template, the reading with faults by cell, the preview, and the import in batches that survives a crash.
 *
 * <p>What is called here in the course of an import runs in the background and sees every row (system scope): a list
 * whose users may fill only a part of it says so in its {@link #mandate}, and checks each row against it.
 */
public interface ImportList {

    /** Such as {@code residents}; part of addresses and of message keys: the title is {@code sheet.<name>}. */
    String name();

    /** The permission that its users need, such as {@code residents:import}. */
    String permission();

    List<Column> columns();

    /** What this caller may bring (areas, say), asked when a file is uploaded and given back with every call. */
    default String mandate(Authentication caller) {
        return "";
    }

    /** What tells one row from another; a second row with the same in one file is refused. None by default. */
    default @Nullable RowKey key(SheetRow row) {
        return null;
    }

    /** Refuses the row as a whole by throwing a problem, with {@code at(column)} where one cell is to blame. */
    default void check(SheetRow row, ImportContext context) {}

    /** What the rows would do; null where nobody can tell beforehand. */
    default @Nullable Changes preview(List<SheetRow> rows, ImportContext context) {
        return null;
    }

    /**
     * Takes the rows in, in one transaction that is already open and holds a few seconds at most. A refusal or a broken
     * rule of the database undoes all of them, and they are given again in ever smaller batches until the bad row
     * stands alone. Must leave the same behind when it is given the same row twice, as when a file is brought again.
     */
    Changes write(List<SheetRow> rows, ImportContext context);

    /** A value of one column, written the same way whenever it means the same. */
    record RowKey(String column, String value) {}

    record Changes(int added, int changed, int unchanged) {

        public static final Changes NONE = new Changes(0, 0, 0);

        Changes plus(Changes more) {
            return new Changes(added + more.added, changed + more.changed, unchanged + more.unchanged);
        }
    }
}
