package io.linli.journal;

import java.util.List;

/**
 * Reads the journal from where it stopped. A bean of this type is fed by the platform: after each commit in the same
 * process, and by polling otherwise. What it writes with the database is committed together with its new place, so each
 * entry takes effect once, through crash and restart too. It sees every row ({@code SystemScope}) and must be done with a
 * batch within the time of a write transaction: its own open transaction keeps the other readers waiting.
 */
public interface JournalReader {

    /** Its own for ever: the place is kept under it. */
    String name();

    /**
     * Runs in a transaction of its own; an exception undoes it, and the same entries come again, fewer at a time until
     * the one that it fails at stands alone. That one is not skipped by itself: it shows in the health of the instance,
     * and the reader waits there until it is mended, or until an operator sets the entry aside ({@code linli journal}).
     */
    void read(List<JournalEntry> entries);

    default int most() {
        return 500;
    }

    /** Whether somebody sits before what it makes, and would see it come later when much is written. */
    default boolean isWaitedFor() {
        return false;
    }
}
