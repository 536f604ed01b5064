package io.linli.spreadsheet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes uploaded files after their time, which are full of people. How many rows went in is kept. */
@Component
class OldImports {

    private static final Logger log = LoggerFactory.getLogger(OldImports.class);
    private static final int AT_ONCE = 20;

    private final ImportJobs jobs;

    OldImports(ImportJobs jobs) {
        this.jobs = jobs;
    }

    @Scheduled(fixedDelayString = "PT15M", initialDelayString = "PT3M")
    int remove() {
        var all = 0;
        for (var gone = jobs.expire(AT_ONCE); gone > 0; gone = jobs.expire(AT_ONCE)) {
            all += gone;
        }
        if (all > 0) {
            log.info("Removed the files of {} imports", all);
        }
        return all;
    }
}
