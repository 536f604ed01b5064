package io.linli.notify;

import java.util.Locale;
import java.util.UUID;

/**
 * What goes out.
 *
 * @param id the same when it is tried again
 * @param to an address of that channel, in clear
 * @param language zh or en
 */
record Message(UUID id, Channel channel, String to, Locale language, String subject, String text) {

    @Override
    public String toString() {
        return channel + " " + id; // safe to log
    }
}
