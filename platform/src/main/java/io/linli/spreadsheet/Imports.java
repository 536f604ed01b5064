package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.IMPORTS_NO_ROOM;
import static io.linli.spreadsheet.SpreadsheetProblem.IMPORTS_TOO_MANY;
import static io.linli.spreadsheet.SpreadsheetProblem.IMPORT_FILE_GONE;
import static io.linli.spreadsheet.SpreadsheetProblem.IMPORT_NOTHING_TO_TAKE;
import static io.linli.spreadsheet.SpreadsheetProblem.IMPORT_NOT_READY;
import static io.linli.spreadsheet.SpreadsheetProblem.IMPORT_OVER;
import static io.linli.spreadsheet.SpreadsheetProblem.IMPORT_UNKNOWN;

import io.linli.settings.Ids;
import io.linli.settings.Room;
import io.linli.spreadsheet.ImportJob.Found;
import io.linli.spreadsheet.ImportJobs.NewJob;
import io.linli.spreadsheet.ImportView.Trouble;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;

/** The desk at which people bring their lists: each sees their own imports and nobody else's. */
@Service
public class Imports {

    private static final int LONGEST_NAME = 200;

    private final ImportLists lists;
    private final ImportJobs jobs;
    private final ImportRunner runner;
    private final ListTexts texts;
    private final SpreadsheetSettings settings;
    private final ObjectProvider<Room> room;
    private final Clock clock;

    Imports(
            ImportLists lists,
            ImportJobs jobs,
            ImportRunner runner,
            ListTexts texts,
            SpreadsheetSettings settings,
            ObjectProvider<Room> room,
            Clock clock) {
        this.lists = lists;
        this.jobs = jobs;
        this.runner = runner;
        this.texts = texts;
        this.settings = settings;
        this.room = room;
        this.clock = clock;
    }

    /** Something that the caller may bring. */
    public record Offer(String name, String title, List<ColumnView> columns) {}

    public record ColumnView(String key, String heading, String hint, ColumnType type, boolean required) {}

    public List<Offer> offers(Authentication caller, Locale language) {
        return lists.usedBy(caller).stream()
                .map(list -> new Offer(
                        list.name(),
                        texts.title(list.name(), language),
                        list.columns().stream()
                                .map(column -> new ColumnView(
                                        column.key(),
                                        texts.heading(list.name(), column, language),
                                        texts.hint(list.name(), column, language),
                                        column.type(),
                                        column.mandatory()))
                                .toList()))
                .toList();
    }

    /** Refuses who may not bring this list, and a list that there is not. Tells what it is called. */
    public String title(String list, Authentication caller, Locale language) {
        return texts.title(lists.get(list, caller).name(), language);
    }

    public void template(String list, Authentication caller, Locale language, OutputStream out) throws IOException {
        new Template(lists.get(list, caller), texts, language).write(out);
    }

    /** Refuses at once what is wrong with the file as a whole; its rows are looked at in the background. */
    public ImportView bring(String list, Authentication caller, Locale language, String fileName, byte[] content) {
        var wanted = lists.get(list, caller);
        if (room.stream().anyMatch(one -> !one.isLeft())) {
            throw IMPORTS_NO_ROOM.with();
        }
        var id = Ids.next();
        var mandate = wanted.mandate(caller);
        var context = new ImportContext(id, caller.getName(), mandate);
        Found found;
        try (var reader = SheetReader.open(content, wanted, context, texts, language, settings)) {
            found = new Found(reader.headings().ignored(), reader.headings().absent());
        }
        var name = fileName.length() > LONGEST_NAME ? fileName.substring(0, LONGEST_NAME) : fileName;
        var job = new NewJob(id, list, caller.getName(), mandate, language, name, found);
        if (!jobs.add(job, content, clock.instant().plus(settings.keep()), settings.open())) {
            throw IMPORTS_TOO_MANY.with(settings.open());
        }
        runner.wake();
        return view(id, caller, language);
    }

    public List<ImportView> mine(Authentication caller, Locale language, @Nullable UUID after, int size) {
        return jobs.of(caller.getName(), after, size).stream()
                .map(job -> view(job, language))
                .toList();
    }

    public ImportView view(UUID id, Authentication caller, Locale language) {
        return view(own(id, caller), language);
    }

    /** What is to be corrected, in the order of the file, after the given place. */
    public List<FaultView> faults(
            UUID id, Authentication caller, Locale language, int afterLine, int afterNumber, int size) {
        var job = own(id, caller);
        var list = lists.get(job.list(), caller);
        return jobs.faults(job, afterLine, afterNumber, size).stream()
                .map(fault -> new FaultView(
                        fault.line(),
                        fault.number(),
                        fault.column(),
                        heading(list, fault.column(), language),
                        fault.problem().name(),
                        texts.told(fault.problem().told(), language)))
                .toList();
    }

    /** Lets the good rows in. Asked twice, it is done once. */
    public ImportView confirm(UUID id, Authentication caller, Locale language) {
        var job = own(id, caller);
        lists.get(job.list(), caller);
        if (job.state() == ImportState.READY && job.total() != null && job.total() == job.bad()) {
            throw IMPORT_NOTHING_TO_TAKE.with();
        }
        if (!jobs.confirm(id) && job.confirmedAt() == null) {
            throw IMPORT_NOT_READY.with(own(id, caller).state());
        }
        runner.wake();
        return view(id, caller, language);
    }

    /** Stops it after the batch that is being written; what is in stays in. */
    public ImportView cancel(UUID id, Authentication caller, Locale language) {
        var job = own(id, caller);
        if (!jobs.cancel(id) && job.state() != ImportState.CANCELLED) {
            throw IMPORT_OVER.with();
        }
        return view(id, caller, language);
    }

    /** The rows that were left out, with the reasons, ready to be corrected and brought again. */
    public Returned returned(UUID id, Authentication caller, Locale language) {
        var job = own(id, caller);
        var list = lists.get(job.list(), caller);
        var content = jobs.content(job).orElseThrow(IMPORT_FILE_GONE::with);
        return out -> new ReturnedWorkbook(
                        job,
                        list,
                        SheetReader.open(content, list, job.context(), texts, job.language(), settings),
                        jobs,
                        texts,
                        language)
                .write(out);
    }

    /** A workbook that is there to be written. */
    public interface Returned {
        void write(OutputStream out) throws IOException;
    }

    private ImportJob own(UUID id, Authentication caller) {
        return jobs.find(id, caller.getName()).orElseThrow(() -> IMPORT_UNKNOWN.with(id));
    }

    private @Nullable String heading(ImportList list, @Nullable String key, Locale language) {
        return list.columns().stream()
                .filter(column -> column.key().equals(key))
                .findFirst()
                .map(column -> texts.heading(list.name(), column, language))
                .orElse(null);
    }

    private ImportView view(ImportJob job, Locale language) {
        var list = lists.get(job.list());
        var problem = job.problem();
        return new ImportView(
                job.id(),
                job.list(),
                texts.title(job.list(), language),
                job.fileName(),
                job.state(),
                job.uploadedAt(),
                job.confirmedAt(),
                job.endedAt(),
                job.expiresAt(),
                job.rows(),
                job.total(),
                job.bad(),
                job.preview(),
                job.result(),
                job.found().ignored(),
                job.found().absent().stream()
                        .map(key -> String.valueOf(heading(list, key, language)))
                        .toList(),
                problem == null ? null : new Trouble(problem.name(), texts.told(problem.told(), language)));
    }
}
