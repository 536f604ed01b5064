package io.linli.notify;

import io.linli.settings.FirstDayCheck;
import org.springframework.stereotype.Component;

/** Whether messages reach telephones: without them nobody signs up, and nobody is told outside the pages. */
@Component
class MessagesCheck implements FirstDayCheck {

    private final Carriers carriers;

    MessagesCheck(Carriers carriers) {
        this.carriers = carriers;
    }

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public Finding look() {
        return Finding.of(carriers.ready(Channel.SMS));
    }
}
