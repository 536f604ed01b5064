package io.linli.identity;

import io.linli.privacy.PhoneNumber;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings a code to a telephone: of somebody who wants to report, to sign up, to sign in or to choose another password.
 * Implemented above; without one that is ready none of that is offered.
 */
public interface CodeSender {

    /** Whether codes can be sent here. */
    boolean ready();

    /**
     * Hands the code over for delivery; refused when that fails.
     *
     * @param holds how long the code can be used
     * @return the code, only where it is not really sent and the page may show it: in the demo
     */
    Optional<String> send(PhoneNumber phone, String code, Duration holds);

    /** The same without waiting for it, where to wait would tell whether there is anybody to send something to. */
    Optional<String> sendUnwatched(PhoneNumber phone, String code, Duration holds);
}
