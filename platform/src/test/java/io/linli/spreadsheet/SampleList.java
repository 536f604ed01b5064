package io.linli.spreadsheet;

import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.util.unit.DataSize;

/** A list of made-up households with a column of every type. */
class SampleList implements ImportList {

    static final String REFUSED_NAME = "示例拒";

    /** A problem of the list's own. */
    enum SampleProblem implements Problem {
        SAMPLE_REFUSED;

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String permission() {
        return "sample:import";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("name", 20).required().checked(SampleList::refuse),
                Column.of("identity", ColumnType.IDENTITY),
                Column.of("phone", ColumnType.PHONE),
                Column.code(
                        "kind",
                        () -> List.of(new Choice("SOLO", "独居老人", "Lives alone"), new Choice("OTHER", "其他", "Other"))),
                Column.of("born", ColumnType.DATE),
                Column.of("people", ColumnType.WHOLE),
                Column.of("size", ColumnType.DECIMAL),
                Column.of("woken", ColumnType.TIME),
                Column.of("visited", ColumnType.DATE_TIME),
                Column.text("note", 50));
    }

    private static void refuse(Object name) {
        if (name.equals(REFUSED_NAME)) {
            throw SampleProblem.SAMPLE_REFUSED.with(name);
        }
    }

    @Override
    public @Nullable RowKey key(SheetRow row) {
        var identity = row.identity("identity");
        return identity == null ? null : new RowKey("identity", identity.number());
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        throw new IllegalStateException("Only read here");
    }

    // what tests need to read a file without a server

    static final SpreadsheetSettings SETTINGS = settings(200_000);

    static SpreadsheetSettings settings(int rows) {
        return new SpreadsheetSettings(
                DataSize.ofMegabytes(20),
                DataSize.ofMegabytes(512),
                DataSize.ofMegabytes(96),
                200,
                rows,
                200,
                1_000,
                5,
                1,
                DataSize.ofMegabytes(64),
                java.time.Duration.ofSeconds(10),
                java.time.Duration.ofDays(7),
                java.time.Duration.ofMinutes(1),
                100);
    }

    static ListTexts texts() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/spreadsheet", "messages/problem", "test-messages/sheet");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new ListTexts(messages);
    }

    static SheetReader open(byte[] file) {
        return open(file, SETTINGS);
    }

    static SheetReader open(byte[] file, SpreadsheetSettings settings) {
        return SheetReader.open(
                file,
                new SampleList(),
                new ImportContext(new UUID(0, 1), "tester", ""),
                texts(),
                Locale.CHINESE,
                settings);
    }

    static List<ReadRow> read(byte[] file) {
        try (var reader = open(file)) {
            var rows = new ArrayList<ReadRow>();
            reader.forEachRemaining(rows::add);
            return rows;
        }
    }

    /** What is wrong in a row, as {@code column:CODE}. */
    static List<String> faults(ReadRow row) {
        return row.faults().stream().map(SampleList::told).toList();
    }

    private static String told(ProblemException fault) {
        return fault.field() + ":" + fault.problem().name();
    }

    /** A made-up number that fits its check character; region 430181, with the given tail. */
    static String identity(int n) {
        var first = "430181" + "19" + "%02d".formatted(10 + n / 100_000 % 80) + "%02d".formatted(1 + n / 10_000 % 12)
                + "%02d".formatted(1 + n / 1_000 % 28) + "%03d".formatted(n % 1_000);
        for (var c : "0123456789X".toCharArray()) {
            if (io.linli.privacy.IdCardNumber.isValid(first + c)) {
                return first + c;
            }
        }
        throw new IllegalStateException(first + ThreadLocalRandom.current().nextInt());
    }
}
