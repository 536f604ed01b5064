package io.linli.audit;

/** A place in the order of the records, as in the journal: epoch, transaction, number. */
record Position(int epoch, long transaction, long number) implements Comparable<Position> {

    static final Position START = new Position(0, 0, 0);

    String xid() {
        return Long.toUnsignedString(transaction);
    }

    @Override
    public int compareTo(Position other) {
        if (epoch != other.epoch) {
            return Integer.compare(epoch, other.epoch);
        }
        int byTransaction = Long.compareUnsigned(transaction, other.transaction);
        return byTransaction != 0 ? byTransaction : Long.compare(number, other.number);
    }
}
