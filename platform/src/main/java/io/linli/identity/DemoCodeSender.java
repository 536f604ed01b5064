package io.linli.identity;

import io.linli.privacy.PhoneNumber;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** In the demo no message goes out: the page and the log show the code, and say that this is the demo. */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class DemoCodeSender implements CodeSender {

    private static final Logger log = LoggerFactory.getLogger(DemoCodeSender.class);

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Optional<String> send(PhoneNumber phone, String code, Duration holds) {
        log.warn("Demo code, no message was sent: {} for {}", code, phone.masked());
        return Optional.of(code);
    }

    @Override
    public Optional<String> sendUnwatched(PhoneNumber phone, String code, Duration holds) {
        return send(phone, code, holds);
    }
}
