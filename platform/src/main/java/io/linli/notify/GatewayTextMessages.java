package io.linli.notify;

import io.linli.privacy.PhoneNumber;
import io.linli.settings.Ids;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Through the same gateway as notices. */
@Component
class GatewayTextMessages implements TextMessages {

    private static final Logger log = LoggerFactory.getLogger(GatewayTextMessages.class);

    private final Carriers carriers;

    GatewayTextMessages(Carriers carriers) {
        this.carriers = carriers;
    }

    @Override
    public boolean ready() {
        return carriers.ready(Channel.SMS);
    }

    @Override
    public boolean send(PhoneNumber to, String title, String text, Locale language) {
        try {
            carriers.of(Channel.SMS).carry(new Message(Ids.untimed(), Channel.SMS, to.number(), language, title, text));
            return true;
        } catch (NotDelivered e) {
            log.warn("A text message for {} could not be sent: {}", to.masked(), e.code(), e);
            return false;
        }
    }
}
