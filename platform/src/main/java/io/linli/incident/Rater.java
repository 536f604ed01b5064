package io.linli.incident;

/** How it is known that who answered the three questions is the reporter. */
public enum Rater {
    /** Signed in with the account that reported. */
    REPORTER,
    /** By number and query code. */
    CODE,
    /** Called at the number that they left. */
    CALL_BACK
}
