package io.linli.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Clears away idempotency keys that are past their time; harmless when several instances do it. */
@Component
class ForgetOldKeys {

    private static final Logger log = LoggerFactory.getLogger(ForgetOldKeys.class);

    private final Idempotency idempotency;

    ForgetOldKeys(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void run() {
        int gone = idempotency.forgetOld();
        log.debug("{} idempotency keys were over their time", gone);
    }
}
