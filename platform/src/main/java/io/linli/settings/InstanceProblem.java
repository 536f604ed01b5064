package io.linli.settings;

import io.linli.problem.Problem;

/** What one of several instances refuses because others are there for it. */
enum InstanceProblem implements Problem {
    NOT_SERVING;

    @Override
    public Kind kind() {
        return Kind.UNAVAILABLE;
    }
}
