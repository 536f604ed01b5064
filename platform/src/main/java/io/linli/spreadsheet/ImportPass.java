package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.ROW_NOT_TAKEN;

import io.linli.problem.ProblemException;
import io.linli.spreadsheet.ImportList.Changes;
import io.linli.spreadsheet.ImportWork.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One pass over a file in batches, each in a transaction of its own that also notes how far it has come. The first pass
 * looks, the second takes the good rows in; a second pass that was broken off goes on after the last batch that is in.
 */
final class ImportPass {

    private static final Logger log = LoggerFactory.getLogger(ImportPass.class);

    private final ImportJob job;
    private final ImportList list;
    private final SheetReader reader;
    private final ImportWork work;
    private final TransactionTemplate transaction;
    private final UUID worker;
    private final int size;
    private final BooleanSupplier stopping;
    private int rows;
    private int bad;

    enum End {
        DONE,
        CANCELLED,
        /** The server stops; the next start goes on. */
        STOPPED
    }

    ImportPass(
            ImportJob job,
            ImportList list,
            SheetReader reader,
            ImportWork work,
            TransactionTemplate transaction,
            UUID worker,
            int size,
            BooleanSupplier stopping) {
        this.job = job;
        this.list = list;
        this.reader = reader;
        this.work = work;
        this.transaction = transaction;
        this.worker = worker;
        this.size = size;
        this.stopping = stopping;
    }

    int rows() {
        return rows;
    }

    int bad() {
        return bad;
    }

    /** Looks at every row and notes what is wrong with it, and what the others would do. */
    End check() {
        try (reader) {
            if (job.cancelled()) {
                return End.CANCELLED;
            }
            work.startOver(job.id());
            @Nullable Changes would = Changes.NONE;
            while (reader.hasNext()) {
                var batch = new ArrayList<ReadRow>(size);
                while (reader.hasNext() && batch.size() < size) {
                    batch.add(reader.next());
                }
                rows += batch.size();
                var looked = inTransaction(() -> look(batch));
                would = would == null || looked.would == null ? null : would.plus(looked.would);
                var end = endAfter(looked.step);
                if (end != null) {
                    return end;
                }
            }
            work.ready(job.id(), worker, rows, would);
            return End.DONE;
        }
    }

    private record Looked(Step step, @Nullable Changes would) {}

    private Looked look(List<ReadRow> batch) {
        work.addFaults(job, faults(batch));
        var good = good(batch);
        var would = good.isEmpty() ? Changes.NONE : list.preview(good, job.context());
        return new Looked(step(batch, batch.size() - good.size(), Changes.NONE), would);
    }

    /** Takes in what was found good, or is by now; what was found bad stays out, though it might be good by now. */
    End take() {
        try (reader) {
            if (job.cancelled()) {
                return End.CANCELLED;
            }
            var left = work.badLines(job.id());
            var batch = new ArrayList<ReadRow>(size);
            while (reader.hasNext()) {
                var row = reader.next();
                rows++;
                if (row.line() > job.line() && !left.get(row.line())) {
                    batch.add(row);
                }
                if (batch.size() == size || (!reader.hasNext() && !batch.isEmpty())) {
                    var end = endAfter(write(batch));
                    if (end != null) {
                        return end;
                    }
                    batch.clear();
                }
            }
            work.end(job.id(), worker, ImportState.DONE, rows);
            return End.DONE;
        }
    }

    private @Nullable End endAfter(Step step) {
        return switch (step) {
            case CANCEL -> End.CANCELLED;
            case LOST -> throw new TakenOver();
            case GO_ON -> stopping.getAsBoolean() ? End.STOPPED : null;
        };
    }

    private Step write(List<ReadRow> batch) {
        try {
            return inTransaction(() -> put(batch));
        } catch (ProblemException refused) {
            return apart(batch, refused);
        } catch (DataIntegrityViolationException e) {
            log.debug("{}: a row breaks a rule of the database", job, e);
            return apart(batch, ROW_NOT_TAKEN.with());
        } catch (DataAccessException | TransactionException | TakenOver e) {
            throw e; // no row is to blame
        } catch (RuntimeException e) {
            log.error(
                    "{}: lines {} to {}",
                    job,
                    batch.getFirst().line(),
                    batch.getLast().line(),
                    e);
            return apart(batch, ROW_NOT_TAKEN.with());
        }
    }

    private Step put(List<ReadRow> batch) {
        work.addFaults(job, faults(batch));
        var good = good(batch);
        var changes = good.isEmpty() ? Changes.NONE : list.write(good, job.context());
        return step(batch, batch.size() - good.size(), changes);
    }

    /**
     * A batch that failed as two halves, and so on until the bad row stands alone: twenty transactions for one bad row
     * among a thousand, and its neighbours go in.
     */
    private Step apart(List<ReadRow> batch, ProblemException refused) {
        if (batch.size() == 1) {
            return inTransaction(() -> {
                var row = batch.getFirst();
                work.addFaults(job, faults(row.line(), reasons(refused)));
                return step(batch, 1, Changes.NONE);
            });
        }
        var middle = batch.size() / 2;
        var first = write(List.copyOf(batch.subList(0, middle)));
        return first == Step.GO_ON ? write(List.copyOf(batch.subList(middle, batch.size()))) : first;
    }

    /** Undoes all when somebody else has taken over: the step is what says whose the work is. */
    private Step step(List<ReadRow> batch, int badHere, Changes changes) {
        var step = work.step(job.id(), worker, batch.getLast().line(), rows, badHere, changes);
        if (step == Step.LOST) {
            throw new TakenOver();
        }
        bad += badHere;
        return step;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static List<SheetRow> good(List<ReadRow> batch) {
        return batch.stream().map(ReadRow::row).filter(Objects::nonNull).toList();
    }

    private static List<Fault> faults(List<ReadRow> batch) {
        return batch.stream()
                .flatMap(row -> faults(row.line(), row.faults()).stream())
                .toList();
    }

    private static List<Fault> faults(int line, List<ProblemException> refusals) {
        return IntStream.range(0, refusals.size())
                .mapToObj(n -> Fault.of(line, n, refusals.get(n)))
                .toList();
    }

    private static List<ProblemException> reasons(ProblemException refused) {
        return refused.reasons().isEmpty() ? List.of(refused) : refused.reasons();
    }

    /** Another worker has the job; whatever this one was about to commit is not wanted. */
    static final class TakenOver extends RuntimeException {}
}
