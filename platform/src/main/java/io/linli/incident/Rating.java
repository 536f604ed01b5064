package io.linli.incident;

/** What the reporter says afterwards: were you contacted, was it solved, are you satisfied (响应率、解决率、满意率)? */
public record Rating(boolean contacted, boolean solved, boolean satisfied) {

    /** For the trail. */
    String codes() {
        return "contacted:" + contacted + " solved:" + solved + " satisfied:" + satisfied;
    }
}
