package io.linli.settings;

/** Keeps what was done. The module that audits implements it; without one nothing is kept. */
public interface ActLog {

    /** In the transaction that is open, so that act and record are there together or not at all; else in one of its own. */
    void did(Act act);
}
