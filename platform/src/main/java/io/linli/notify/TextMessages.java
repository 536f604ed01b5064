package io.linli.notify;

import io.linli.privacy.PhoneNumber;
import java.util.Locale;

/** Text messages that are wanted at once or not at all, such as a code: tried once, and kept nowhere. */
public interface TextMessages {

    /** Whether this installation can send any. */
    boolean ready();

    /** Hands the message to the gateway; tells whether it was taken. Takes its time: not in a transaction. */
    boolean send(PhoneNumber to, String title, String text, Locale language);
}
