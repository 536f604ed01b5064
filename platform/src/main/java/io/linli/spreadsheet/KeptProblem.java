package io.linli.spreadsheet;

import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import java.util.Arrays;
import java.util.List;

/** A problem as it is kept in the database, to be told again later in whatever language. */
record KeptProblem(String name, List<String> details) implements Problem {

    static KeptProblem of(ProblemException refused) {
        return new KeptProblem(
                refused.problem().name(),
                Arrays.stream(refused.details()).map(String::valueOf).toList());
    }

    @Override
    public Kind kind() {
        return Kind.INVALID;
    }

    ProblemException told() {
        return with(details.toArray());
    }
}
