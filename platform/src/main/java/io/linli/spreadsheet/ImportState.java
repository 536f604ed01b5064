package io.linli.spreadsheet;

/** Where an import stands: a file is checked, its owner looks at what was found and confirms, its good rows go in. */
public enum ImportState {
    CHECKING,
    READY,
    RUNNING,
    DONE,
    CANCELLED,
    /** Something is wrong with the file as a whole that only showed on reading on. */
    REFUSED,
    /** Given up after several attempts; what went in stays. */
    FAILED;

    public boolean over() {
        return switch (this) {
            case CHECKING, READY, RUNNING -> false;
            case DONE, CANCELLED, REFUSED, FAILED -> true;
        };
    }

    boolean works() {
        return this == CHECKING || this == RUNNING;
    }
}
