package io.linli.bench;

/** What a figure is compared with: measured in the same run, on the same machine, in the same unit. */
public record Reference(Kind kind, String name, double value) {

    public enum Kind {
        /** what no program could beat here: the cost of the unavoidable part alone */
        FLOOR,
        /** another way to do the same */
        PEER
    }

    public Reference {
        value = Samples.round(value);
    }

    public static Reference floor(String name, double value) {
        return new Reference(Kind.FLOOR, name, value);
    }

    public static Reference peer(String name, double value) {
        return new Reference(Kind.PEER, name, value);
    }
}
