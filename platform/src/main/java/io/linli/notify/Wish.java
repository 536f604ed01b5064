package io.linli.notify;

/** Which notices somebody wants through a channel. */
public enum Wish {
    NEVER,
    URGENT,
    /** What is urgent at once, the rest together once a day. */
    DIGEST,
    EACH
}
