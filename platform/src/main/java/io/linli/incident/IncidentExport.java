package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Writes any number of incidents as CSV, row by row, so that a million take no more memory than ten. */
@Service
public class IncidentExport {

    private static final int FETCHED = 1_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final List<String> HEADS = List.of(
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
    private final Labels labels;
    private final Acts acts;
    private final Clock clock;
    private final boolean demo;

    IncidentExport(
            IncidentSearch search, Labels labels, Acts acts, Clock clock, @Value("${linli.demo:false}") boolean demo) {
        this.search = search;
        this.labels = labels;
        this.acts = acts;
        this.clock = clock;
        this.demo = demo;
    }

    /** The first line says who exported it and when. */
    public void write(Caller caller, IncidentFilter filter, Writer out) throws IOException {
        acts.did(Act.of("incident.export"));
        out.write('\ufeff'); // a spreadsheet takes it for another encoding otherwise
        var mark = labels.say("incident.export.mark", caller.name(), TIME.format(clock.instant()));
        line(out, demo ? List.of(mark, labels.say("incident.export.demo")) : List.of(mark));
        line(
                out,
                HEADS.stream()
                        .map(head -> labels.say("incident.export." + head))
                        .toList());
        try {
            search.query(caller, filter)
                    .select(IncidentSearch.COLUMNS + ", i.source, i.responded_at, i.ended_at")
                    .orderBy("i.reported_at desc, i.id desc")
                    .each(
                            FETCHED,
                            (row, n) -> cells(
                                    search.row(row),
                                    row.getString("source"),
                                    IncidentRowMapper.instant(row, "responded_at"),
                                    IncidentRowMapper.instant(row, "ended_at")),
                            cells -> {
                                try {
                                    line(out, cells);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the caller has gone
        }
    }

    private List<String> cells(
            IncidentRow row, String source, @Nullable Instant respondedAt, @Nullable Instant endedAt) {
        var holder = row.holder();
        return Arrays.asList(
                row.number(),
                labels.status(row.status()),
                row.categoryName(),
                row.area().code(),
                labels.fullName(row.area()),
                row.gridCode() == null ? "" : row.gridCode().code(),
                row.urgent() ? "1" : "0",
                row.title(),
                source,
                row.privacy().name(),
                time(row.reportedAt()),
                time(respondedAt),
                time(row.dueAt()),
                time(endedAt),
                holder == null || holder.name() == null ? "" : holder.name(),
                holder == null || holder.unitName() == null ? "" : holder.unitName());
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    private static void line(Writer out, List<String> cells) throws IOException {
        out.write(cells.stream().map(IncidentExport::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    /** Quoted where needed (RFC 4180), and no cell is taken for a formula by a spreadsheet. */
    static String cell(String text) {
        var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
