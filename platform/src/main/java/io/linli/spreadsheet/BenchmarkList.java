package io.linli.spreadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.linli.privacy.IdCardNumber;
import io.linli.spreadsheet.ExportRequest.Heading;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticMessageSource;

/** The made-up households that the benchmark takes in; no list of the application. */
final class BenchmarkList implements ImportList {

    private static final ResourceBundleMessageSource WORDS = words();
    private static final Choice OWNER = Choice.of("OWNER", "bench.kind", WORDS);
    private static final String NAME = WORDS.getMessage("bench.name", null, Locale.CHINESE);
    private static final String NOTE = WORDS.getMessage("bench.note", null, Locale.CHINESE);

    private static final List<Column> COLUMNS = List.of(
            Column.of("identity", ColumnType.IDENTITY).required(),
            Column.text("name", 50).required(),
            Column.of("phone", ColumnType.PHONE),
            Column.code("kind", () -> List.of(OWNER, Choice.of("TENANT", "bench.kind", WORDS))),
            Column.of("born", ColumnType.DATE),
            Column.of("people", ColumnType.WHOLE),
            Column.text("note", 100));

    private final ListTexts texts = texts();
    private final SpreadsheetSettings settings = new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("linli.spreadsheet", SpreadsheetSettings.class);

    private static ResourceBundleMessageSource words() {
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages/spreadsheet");
        words.setDefaultEncoding(UTF_8.name());
        words.setFallbackToSystemLocale(false);
        return words;
    }

    private static ListTexts texts() {
        var headings = new StaticMessageSource();
        headings.setParentMessageSource(WORDS);
        for (var language : ListTexts.LANGUAGES) {
            headings.addMessage("sheet.bench", language, "bench");
            COLUMNS.forEach(column -> headings.addMessage("sheet.bench." + column.key(), language, column.key()));
        }
        return new ListTexts(headings);
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String permission() {
        return "bench:import";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public RowKey key(SheetRow row) {
        return new RowKey("identity", requireNonNull(row.identity("identity")).number());
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        throw new IllegalStateException("Written by the benchmark itself");
    }

    SheetReader open(byte[] file) {
        return SheetReader.open(
                file, this, new ImportContext(new UUID(0, 1), "bench", ""), texts, Locale.CHINESE, settings);
    }

    byte[] workbook(int rows) throws IOException {
        return SpreadsheetBenchmark.written(book -> {
            var sheet = book.newWorksheet("bench");
            for (var at = 0; at < COLUMNS.size(); at++) {
                sheet.value(0, at, COLUMNS.get(at).key());
            }
            for (var n = 1; n <= rows; n++) {
                var cells = cells(n, OWNER.chinese());
                for (var at = 0; at < cells.size(); at++) {
                    sheet.value(n, at, cells.get(at));
                }
                if (n % 500 == 0) {
                    sheet.flush();
                }
            }
        });
    }

    byte[] csv(int rows) {
        var csv = new StringBuilder();
        for (var n = 1; n <= rows; n++) {
            csv.append(String.join(",", cells(n, OWNER.code()))).append('\n');
        }
        return csv.toString().getBytes(UTF_8);
    }

    void export(int rows, OutputStream out) throws IOException {
        var columns = COLUMNS.stream()
                .map(column -> new Heading(column.key(), column.type()))
                .toList();
        var request =
                new ExportRequest("bench", "bench", columns, SheetFormat.XLSX, Locale.CHINESE, "bench", 0, null, null);
        try (var export = new XlsxExport(request, List.of("bench"), out)) {
            for (var n = 1; n <= rows; n++) {
                export.row(cells(n, OWNER.chinese()));
            }
        }
    }

    private static List<String> cells(int n, String kind) {
        var born = "19%02d-%02d-%02d".formatted(20 + n / 28_000 % 80, 1 + n / 1_000 % 12, 1 + n / 12_000 % 28);
        return List.of(
                identity(born.replace("-", ""), n % 1_000),
                NAME + n,
                "138%08d".formatted(n),
                kind,
                born,
                String.valueOf(1 + n % 6),
                NOTE + n);
    }

    private static String identity(String born, int n) {
        var first = "430181%s%03d".formatted(born, n);
        return "0123456789X"
                .chars()
                .mapToObj(check -> first + (char) check)
                .filter(IdCardNumber::isValid)
                .findFirst()
                .orElseThrow();
    }

    static void makeTable(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("""
                create table bench_household (identity text primary key, name text not null, phone text, kind text,
                    born date, people bigint, note text)\
                """);
        }
    }

    static void write(Connection database, List<SheetRow> rows) throws SQLException {
        try (var insert = database.prepareStatement("""
            insert into bench_household select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::date[],
                ?::bigint[], ?::text[])\
            """)) {
            insert.setArray(
                    1,
                    array(
                            database,
                            rows,
                            row -> requireNonNull(row.identity("identity")).number()));
            insert.setArray(2, array(database, rows, row -> row.text("name")));
            insert.setArray(
                    3,
                    array(
                            database,
                            rows,
                            row -> requireNonNull(row.phone("phone")).number()));
            insert.setArray(4, array(database, rows, row -> row.text("kind")));
            insert.setArray(5, array(database, rows, row -> String.valueOf(row.date("born"))));
            insert.setArray(6, array(database, rows, row -> String.valueOf(row.whole("people"))));
            insert.setArray(7, array(database, rows, row -> row.text("note")));
            insert.executeUpdate();
        }
    }

    private static Array array(Connection database, List<SheetRow> rows, Function<SheetRow, @Nullable String> value)
            throws SQLException {
        return database.createArrayOf("text", rows.stream().map(value).toArray());
    }
}
