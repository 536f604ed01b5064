package io.linli.identity;

import io.linli.privacy.PhoneNumber;
import java.util.Optional;

/** Brings a guest's code to their telephone. Implemented above; without one no guests are admitted. */
public interface CodeSender {

    /**
     * Hands the code over for delivery.
     *
     * @return the code, only where it is not really sent and the page may show it: in the demo
     */
    Optional<String> send(PhoneNumber phone, String code);
}
