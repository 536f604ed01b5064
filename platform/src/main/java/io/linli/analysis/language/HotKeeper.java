package io.linli.analysis.language;

import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps up what is hot: an area in which something happened is reckoned anew, five minutes after it was last at the
 * soonest. It reads whatever is there and writes one row, so that it may be done twice, and by several instances.
 */
@Component
class HotKeeper {

    private static final Logger log = LoggerFactory.getLogger(HotKeeper.class);
    private static final Duration REST = Duration.ofMinutes(5);

    /** After which a list is reckoned anew though nothing happened: reports leave it as they grow old. */
    private static final Duration OLD = Duration.ofHours(12);

    private final HotBook book;
    private final HotDesk desk;
    private final SystemScope system;
    private final Clock clock;

    HotKeeper(HotBook book, HotDesk desk, SystemScope system, Clock clock) {
        this.book = book;
        this.desk = desk;
        this.system = system;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${linli.analysis.hot:1m}", initialDelayString = "${linli.analysis.hot:1m}")
    void renew() {
        renew(clock.instant());
    }

    void renew(Instant now) {
        for (var area : book.due(now, REST, OLD)) {
            var changes = book.take(area, now, REST);
            if (changes.isPresent()) {
                try {
                    var found = system.call(() -> desk.reckon(area));
                    book.keep(area, changes.getAsLong(), clock.instant(), found);
                } catch (RuntimeException e) {
                    // what is shown stays, with its time; it is tried again after the rest
                    log.error("What is hot in {} was not reckoned", area, e);
                }
            }
        }
    }
}
