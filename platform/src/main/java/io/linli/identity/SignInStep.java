package io.linli.identity;

/** What somebody whose password was right has still to do before they may do anything else. */
public enum SignInStep {
    /** Show a code of the second factor. */
    SECOND_FACTOR,
    /** Choose a password: the one they came with was handed out, or is too old. */
    PASSWORD,
    /** Set up a second factor, which every staff post needs here. */
    SECOND_FACTOR_SET_UP
}
