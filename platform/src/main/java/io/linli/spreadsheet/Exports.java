package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.EXPORT_NEEDS_APPROVAL;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Lets lists out as spreadsheets: marked with who took them and when, and not many people's data without a reason. */
@Service
public class Exports {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(CHINA);

    private final SpreadsheetSettings settings;
    private final ObjectProvider<ExportGate> gate;
    private final ListTexts texts;
    private final Clock clock;
    private final boolean demo;

    Exports(
            SpreadsheetSettings settings,
            ObjectProvider<ExportGate> gate,
            ListTexts texts,
            Clock clock,
            @Value("${linli.demo:false}") boolean demo) {
        this.settings = settings;
        this.gate = gate;
        this.texts = texts;
        this.clock = clock;
        this.demo = demo;
    }

    /** How many personal rows may leave without a purpose and a second person. */
    public int limit() {
        return settings.personalRows();
    }

    /** Refuses before anything is written. The stream stays open when the export is closed. */
    public Export open(ExportRequest request, OutputStream out) throws IOException {
        var purpose = request.purpose();
        if (request.personalRows() > limit()) {
            purpose = Optional.ofNullable(gate.getIfAvailable())
                    .flatMap(asked -> asked.purpose(request))
                    .orElseThrow(() -> refusal(request.personalRows()));
        }
        var mark = mark(request, purpose);
        var writing = request.format() == SheetFormat.CSV
                ? new CsvExport(request, mark, out)
                : new XlsxExport(request, mark, out);
        return request.personalRows() == 0 ? writing : new Counted(writing, request);
    }

    private List<String> mark(ExportRequest request, @Nullable String purpose) {
        var mark = new ArrayList<String>();
        mark.add(texts.say("spreadsheet.mark", request.language(), request.who(), TIME.format(clock.instant())));
        if (purpose != null) {
            mark.add(texts.say("spreadsheet.mark.purpose", request.language(), purpose));
        }
        if (demo) {
            mark.add(texts.say("spreadsheet.mark.demo", request.language()));
        }
        return mark;
    }

    private RuntimeException refusal(long rows) {
        return EXPORT_NEEDS_APPROVAL.with(rows, limit());
    }

    /** Ends an export that turns out to hold more people than was said. */
    private final class Counted implements Export {

        private final Export writing;
        private final long most;
        private long rows;

        Counted(Export writing, ExportRequest request) {
            this.writing = writing;
            most = Math.max(limit(), request.personalRows());
        }

        @Override
        public void row(List<? extends @Nullable Object> cells) throws IOException {
            if (++rows > most) {
                throw refusal(rows);
            }
            writing.row(cells);
        }

        @Override
        public void close() throws IOException {
            writing.close();
        }
    }
}
