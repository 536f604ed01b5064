package io.linli.spreadsheet;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The lines of one sheet in their order, those that hold nothing left out. Read once. */
interface SheetSource extends Iterator<RawRow>, AutoCloseable {

    /** The merged range that this line is part of. */
    @Nullable
    String merged(int line);

    /** Whether dates count from 1904, as workbooks from old Macs do. */
    boolean from1904();

    @Override
    void close();
}
