package io.linli.analysis.detector;

import java.util.List;

/** What became of a state by a fact, and what was found. */
public record Step<S>(S state, List<Finding> findings) {

    public static <S> Step<S> to(S state) {
        return new Step<>(state, List.of());
    }
}
