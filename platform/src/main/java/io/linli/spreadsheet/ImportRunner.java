package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.IMPORT_FAILED;
import static io.linli.spreadsheet.SpreadsheetProblem.IMPORT_FILE_GONE;

import io.linli.problem.ProblemException;
import io.linli.settings.Duties;
import io.linli.settings.Duty;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Works on imports one after the other, those that a crash has left as well. */
@Component
class ImportRunner {

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
    private static final int ATTEMPTS = 5;

    private final ImportJobs jobs;
    private final ImportWork work;
    private final ImportLists lists;
    private final ImportPasses passes;
    private final SystemScope scope;
    private final SpreadsheetSettings settings;
    private final Clock clock;
    private final boolean ours;
    private final UUID self = Ids.untimed();
    private final ThreadPoolExecutor workers;
    private volatile boolean stopping;

    ImportRunner(
            ImportJobs jobs,
            ImportWork work,
            ImportLists lists,
            ImportPasses passes,
            SystemScope scope,
            SpreadsheetSettings settings,
            Duties duties,
            Clock clock) {
        this.jobs = jobs;
        this.work = work;
        this.lists = lists;
        this.passes = passes;
        this.scope = scope;
        this.settings = settings;
        this.clock = clock;
        this.ours = duties.has(Duty.TIMERS);
        workers = new ThreadPoolExecutor(
                0,
                settings.workers(),
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                task -> Thread.ofPlatform().name("import").daemon().unstarted(task));
    }

    /** There may be something to do. Looked at regularly too, for what another instance was told or left behind. */
    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT5S")
    void wake() {
        if (ours && !stopping && !lists.names().isEmpty()) {
            try {
                workers.execute(() -> scope.run(this::work));
            } catch (RejectedExecutionException e) {
                log.trace("All are busy, and look for more when they are done");
            }
        }
    }

    private void work() {
        try {
            while (!stopping) {
                var job = work.claim(self, lists.names(), clock.instant().minus(settings.silence()));
                if (job.isEmpty()) {
                    return;
                }
                work(job.get());
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Imports wait for the database", e);
        }
    }

    private void work(ImportJob job) {
        try {
            if (job.attempts() > ATTEMPTS) {
                work.refuse(job, self, ImportState.FAILED, KeptProblem.of(IMPORT_FAILED.with()));
                return;
            }
            var list = lists.get(job.list());
            var content = jobs.content(job).orElseThrow(IMPORT_FILE_GONE::with);
            var pass = passes.over(job, list, content, self, () -> stopping);
            var end = job.state() == ImportState.CHECKING ? pass.check() : pass.take();
            switch (end) {
                case DONE -> log.info("{}: {} rows, {} bad", job, pass.rows(), pass.bad());
                case CANCELLED -> work.end(job.id(), self, ImportState.CANCELLED);
                case STOPPED -> work.release(job.id(), self);
            }
        } catch (ImportPass.TakenOver e) {
            log.warn("{} was taken over by another worker", job, e);
        } catch (ProblemException refused) {
            work.refuse(job, self, ImportState.REFUSED, KeptProblem.of(refused));
        } catch (DataAccessException | TransactionException e) {
            log.warn("{} goes on after a while", job, e); // the claim runs out by itself
        } catch (RuntimeException e) {
            log.error("{} goes on after a while", job, e);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        workers.shutdown();
        if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
            log.warn("An import is cut off in the middle of a batch, which is undone and taken up at the next start");
        }
    }
}
