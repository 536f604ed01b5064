package io.linli.analysis.detector;

/** A number that a detector works by, and the bounds within which it makes sense. */
public record Parameter(String name, double usual, double least, double most) {

    public Parameter {
        if (!(least <= usual && usual <= most)) {
            throw new IllegalArgumentException(name + " is not usually within its bounds");
        }
    }

    /** Not for what is no number at all. */
    public boolean allows(double value) {
        return value >= least && value <= most;
    }
}
