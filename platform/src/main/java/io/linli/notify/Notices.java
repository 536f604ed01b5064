package io.linli.notify;

import java.util.Collection;

/** Lets other modules tell accounts something. */
public interface Notices {

    /**
     * Puts each into its account's inbox, once for its key, in the transaction of the caller. What goes out beside that
     * (mail, messages) goes after the commit. Not for the path on which reports are taken in: call it from a reader of
     * the journal, or from a listener of what is seldom, all that there is to tell at once.
     */
    void send(Collection<Notice> notices);
}
