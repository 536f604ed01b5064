package io.linli.settings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where modules tell what was done, inside the transaction in which they do it. */
@Component
public class Acts {

    private final ObjectProvider<ActLog> log;

    Acts(ObjectProvider<ActLog> log) {
        this.log = log;
    }

    public void did(Act act) {
        log.ifAvailable(kept -> kept.did(act));
    }
}
