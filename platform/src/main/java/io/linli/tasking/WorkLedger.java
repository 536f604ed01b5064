package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.Export;
import io.linli.spreadsheet.ExportRequest;
import io.linli.spreadsheet.ExportRequest.Heading;
import io.linli.spreadsheet.Exports;
import io.linli.spreadsheet.SheetFormat;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * 工作台账: each checklist that was answered on the spot is a row of the ledger of its work item, written by nobody a second
 * time. What was found is a matter of its own, with a holder and a deadline, and stands here by its id.
 */
@Service
public class WorkLedger {

    private static final int FETCHED = 1_000;
    private static final List<String> COLUMNS = List.of(
            "at", "item", "area", "title", "place", "result", "fine", "found", "absent", "note", "by", "matters");

    private final ScopedQuery scoped;
    private final Territory territory;
    private final Posts posts;
    private final JsonMapper json;
    private final Exports exports;
    private final MessageSource messages;
    private final Acts acts;

    WorkLedger(
            ScopedQuery scoped,
            Territory territory,
            Posts posts,
            JsonMapper json,
            Exports exports,
            MessageSource messages,
            Acts acts) {
        this.scoped = scoped;
        this.territory = territory;
        this.posts = posts;
        this.json = json;
        this.exports = exports;
        this.messages = messages;
        this.acts = acts;
    }

    /**
     * Which rows: told on these days, both included.
     *
     * @param checklist null: of every work item
     */
    public record Wanted(AreaCode area, @Nullable String checklist, LocalDate from, LocalDate to) {}

    /**
     * One row.
     *
     * @param item the work item, by the name of its checklist in the version that was answered
     * @param category the kind of matter that a finding is reported as
     * @param at when it was told
     * @param fine lines without a finding, {@code found} those with one, {@code absent} those of what is not there
     * @param by as staff are shown in public
     * @param findings matters that were reported of it
     */
    public record Row(
            UUID task,
            String checklist,
            String item,
            @Nullable String category,
            Instant at,
            AreaCode area,
            String areaName,
            String title,
            @Nullable String place,
            long fine,
            long found,
            long absent,
            String note,
            @Nullable String by,
            List<UUID> findings) {}

    /** Newest first; next is absent on the last page. */
    public record Page(List<Row> items, @Nullable String next) {}

    public Page page(Wanted wanted, Caller caller, @Nullable String after, int size) {
        var query = query(wanted, caller).limit(size + 1);
        if (after != null) {
            var last = TaskKey.of(after);
            query.and("(r.arrived_at, t.id) < (?, ?)", Rows.at(last.at()), last.id());
        }
        var found = query.list((row, n) -> row(row));
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items),
                found.size() > size
                        ? new TaskKey(items.getLast().at(), items.getLast().task()).opaque()
                        : null);
    }

    /** All of it as a sheet, row by row. */
    public void write(Wanted wanted, Caller caller, OutputStream out) throws IOException {
        acts.did(Act.of("ledger.export"));
        var export = exports.open(
                new ExportRequest(
                        "work-ledger",
                        say("ledger"),
                        COLUMNS.stream()
                                .map(column -> new Heading(say("ledger." + column), ColumnType.TEXT))
                                .toList(),
                        SheetFormat.CSV,
                        LocaleContextHolder.getLocale(),
                        caller.name(),
                        0, // numbers of persons were replaced when it was written
                        null,
                        null),
                out);
        try {
            query(wanted, caller).each(FETCHED, (row, n) -> row(row), row -> write(row, export));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the caller has gone
        }
        export.close(); // not when it failed: what was written until then would go out as if it were all
    }

    private void write(Row row, Export export) {
        try {
            export.row(line(
                    row.at(),
                    row.item(),
                    row.areaName(),
                    row.title(),
                    row.place(),
                    say(result(row)),
                    row.fine(),
                    row.found(),
                    row.absent(),
                    row.note(),
                    row.by(),
                    row.findings().size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That all is in order is said only where somebody said it of a line. */
    private static String result(Row row) {
        if (row.found() > 0) {
            return "ledger.hasFindings";
        }
        return row.fine() > 0 ? "ledger.isFine" : "ledger.noResult";
    }

    private static List<@Nullable Object> line(@Nullable Object... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }

    private ScopedQuery.Query query(Wanted wanted, Caller caller) {
        var query = scoped.from(caller, "tasking.task t")
                .join("join tasking.task_result r on r.task = t.id")
                .join("join tasking.checklist c on c.code = t.checklist and c.version = t.checklist_version")
                .select("""
                        t.id, t.area, t.title, t.place, c.code, c.name, c.category, r.arrived_at, r.answers, r.note, r.done_by,
                        r.findings""")
                .and(
                        "t.area >= ? and t.area < ?",
                        wanted.area().code(),
                        wanted.area().end())
                .and("r.arrived_at >= ?", Rows.at(Rows.startOf(wanted.from())))
                .and("r.arrived_at < ?", Rows.at(Rows.endOf(wanted.to())));
        if (wanted.checklist() != null) {
            query.and("t.checklist = ?", wanted.checklist());
        }
        return query.orderBy("r.arrived_at desc, t.id desc");
    }

    private Row row(ResultSet row) throws SQLException {
        var area = Rows.area(row, "area");
        var answers = json.readValue(row.getString("answers"), new TypeReference<Map<String, String>>() {})
                .values();
        return new Row(
                Rows.id(row, "id"),
                row.getString("code"),
                row.getString("name"),
                row.getString("category"),
                Rows.instant(row, "arrived_at"),
                area,
                territory.find(area).map(Area::name).orElse(area.code()),
                row.getString("title"),
                row.getString("place"),
                count(answers, "OK"),
                count(answers, "FINDING"),
                count(answers, "NOT_HERE"),
                row.getString("note"),
                posts.find(new AccountId(Rows.id(row, "done_by")))
                        .map(Posts.Holder::name)
                        .orElse(null),
                Rows.ids(row, "findings"));
    }

    private static long count(Collection<String> answers, String which) {
        return answers.stream().filter(which::equals).count();
    }

    private String say(String key) {
        return Objects.requireNonNull(
                messages.getMessage("tasking." + key, null, LocaleContextHolder.getLocale()), "in both bundles");
    }
}
