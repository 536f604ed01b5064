package io.linli.spreadsheet;

import io.linli.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Something to correct in one row: in one of its columns, or in the row as a whole. */
record Fault(int line, int number, @Nullable String column, KeptProblem problem) {

    static Fault of(int line, int number, ProblemException refused) {
        return new Fault(line, number, refused.field(), KeptProblem.of(refused));
    }
}
