package io.linli.analysis.language;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;

/** Lets the keeper of what is hot come by, each time when the rest since the last is over. */
public final class SomeHot {

    private static final AtomicInteger TIMES = new AtomicInteger();

    private SomeHot() {}

    public static void renew(ApplicationContext context) {
        context.getBean(HotKeeper.class)
                .renew(Instant.now().plus(Duration.ofMinutes(6).multipliedBy(TIMES.incrementAndGet())));
    }
}
