package io.linli.notify;

/** Takes messages out through one channel. May take its time; runs outside of every transaction. */
interface Carrier {

    Channel channel();

    /** Whether the operator has set it up. */
    boolean ready();

    /** Hands the message over, or fails. Handed over twice under the same id, it must arrive once where that can be. */
    void carry(Message message) throws NotDelivered;
}
