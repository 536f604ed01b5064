package io.linli.spreadsheet;

import io.linli.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of a file and what became of it: a row, or what is wrong with it. */
record ReadRow(RawRow raw, @Nullable SheetRow row, List<ProblemException> faults) {

    int line() {
        return raw.line();
    }
}
