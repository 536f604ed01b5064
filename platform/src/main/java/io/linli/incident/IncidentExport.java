package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.Export;
import io.linli.spreadsheet.ExportRequest;
import io.linli.spreadsheet.ExportRequest.Heading;
import io.linli.spreadsheet.Exports;
import io.linli.spreadsheet.SheetFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/** Writes any number of incidents as CSV, row by row, so that a million take no more memory than ten. */
@Service
public class IncidentExport {

    private static final int FETCHED = 1_000;
    private static final List<String> COLUMNS = List.of(
            "number",
            "status",
            "category",
            "area",
            "fullName",
            "grid",
            "urgent",
            "title",
            "source",
            "privacy",
            "reportedAt",
            "respondedAt",
            "dueAt",
            "endedAt",
            "holder",
            "unit");

    private final IncidentSearch search;
    private final Exports exports;
    private final Labels labels;
    private final Acts acts;

    IncidentExport(IncidentSearch search, Exports exports, Labels labels, Acts acts) {
        this.search = search;
        this.exports = exports;
        this.labels = labels;
        this.acts = acts;
    }

    public void write(Caller caller, IncidentFilter filter, OutputStream out) throws IOException {
        acts.did(Act.of("incident.export"));
        var export = exports.open(request(caller), out);
        try {
            search.query(caller, filter)
                    .select(IncidentSearch.COLUMNS + ", i.source, i.responded_at, i.ended_at")
                    .orderBy("i.reported_at desc, i.id desc")
                    .each(FETCHED, (row, n) -> cells(row), cells -> write(cells, export));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the caller has gone
        }
        export.close(); // not when it failed: what was written until then would go out as if it were all
    }

    // no row says who reported: none is one of personal data
    private ExportRequest request(Caller caller) {
        return new ExportRequest(
                "incidents",
                labels.say("incident.export"),
                COLUMNS.stream()
                        .map(column -> new Heading(labels.say("incident.export." + column), ColumnType.TEXT))
                        .toList(),
                SheetFormat.CSV,
                LocaleContextHolder.getLocale(),
                caller.name(),
                0,
                null,
                null);
    }

    private static void write(List<@Nullable Object> cells, Export export) {
        try {
            export.row(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<@Nullable Object> cells(ResultSet of) throws SQLException {
        var row = search.row(of);
        var holder = row.holder();
        return line(
                row.number(),
                labels.status(row.status()),
                row.categoryName(),
                row.area(),
                labels.fullName(row.area()),
                row.gridCode(),
                row.urgent(),
                row.title(),
                of.getString("source"),
                row.privacy(),
                row.reportedAt(),
                IncidentRowMapper.instant(of, "responded_at"),
                row.dueAt(),
                IncidentRowMapper.instant(of, "ended_at"),
                holder == null ? null : holder.name(),
                holder == null ? null : holder.unitName());
    }

    private static List<@Nullable Object> line(@Nullable Object... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }
}
