package io.linli.incident;

import org.jspecify.annotations.Nullable;

/** What the reporter says afterwards: were you contacted, was it solved, are you satisfied (响应率、解决率、满意率)? */
public record Rating(boolean contacted, boolean solved, boolean satisfied) {

    /** All three answers; REQUIRED for what is missing. */
    public static Rating of(@Nullable Boolean contacted, @Nullable Boolean solved, @Nullable Boolean satisfied) {
        if (contacted == null) {
            throw IncidentProblem.REQUIRED.with().at("contacted");
        }
        if (solved == null) {
            throw IncidentProblem.REQUIRED.with().at("solved");
        }
        if (satisfied == null) {
            throw IncidentProblem.REQUIRED.with().at("satisfied");
        }
        return new Rating(contacted, solved, satisfied);
    }

    /** 差评: it was not solved, or they are not satisfied. */
    boolean isBad() {
        return !solved || !satisfied;
    }

    /** For the trail. */
    String codes() {
        return "contacted:" + contacted + " solved:" + solved + " satisfied:" + satisfied;
    }
}
