package io.linli.settings;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a transaction to work that has none of its own. */
@Component
class OneTransaction {

    @Transactional(label = "write-only")
    public <T> T writing(Supplier<T> work) {
        return work.get();
    }

    /** For work that reads scoped rows before it writes. */
    @Transactional
    public <T> T seeing(Supplier<T> work) {
        return work.get();
    }
}
