package io.linli.territory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.linli.territory.GroundKeeper.Part;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in divisions from CSV files with the columns {@code code} and {@code name} (and, where given, the codes of the
 * areas around), each level after the one above. Good rows go in, bad ones are told with line, field and reason; a
 * second run changes nothing. Committed by the thousand, so that no transaction is long.
 */
@Service
class DivisionImport {

    private static final int BATCH = 1_000;
    private static final int ERRORS_KEPT = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final Map<String, AreaLevel> AROUND = Map.of(
            "provinceCode", AreaLevel.PROVINCE,
            "cityCode", AreaLevel.CITY,
            "areaCode", AreaLevel.COUNTY,
            "streetCode", AreaLevel.STREET);

    private final JdbcClient database;
    private final TransactionTemplate writing;
    private final GroundKeeper keeper;
    private final Clock clock;

    DivisionImport(JdbcClient database, PlatformTransactionManager transactions, GroundKeeper keeper, Clock clock) {
        this.database = database;
        this.writing = new TransactionTemplate(transactions);
        this.keeper = keeper;
        this.clock = clock;
    }

    /** What became of the rows; elsewhere are those outside the wanted region. */
    record Result(
            long rows, long added, long renamed, long unchanged, long elsewhere, long refused, List<RowError> errors) {}

    /** A row that was left out, and why. The field is null when it is the whole line. */
    record RowError(long line, @Nullable String field, Reason reason, String value) {}

    enum Reason {
        COLUMNS_MISSING,
        FIELDS_MISSING,
        CODE_INVALID,
        NAME_MISSING,
        NAME_TOO_LONG,
        NAME_BROKEN,
        CODES_DISAGREE,
        PARENT_UNKNOWN,
        REPEATED,
        FILE_BROKEN
    }

    /** The stream may be packed with gzip. Only the region and what lies in it is taken, when one is given. */
    Result read(InputStream file, @Nullable AreaCode region, Consumer<Long> progress) {
        var run = new Run(region, progress);
        try (var csv = CsvReader.builder()
                .detectBomHeader(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofNamedCsvRecord(unpacked(file))) {
            for (var row : csv) {
                if (run.rows++ == 0 && !row.getHeader().containsAll(List.of("code", "name"))) {
                    run.refuse(1, null, Reason.COLUMNS_MISSING, String.join(",", row.getHeader()));
                    break;
                }
                run.read(row);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            run.refuse(run.line + 1, null, Reason.FILE_BROKEN, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run.write();
        keeper.renew();
        return run.result();
    }

    private static InputStream unpacked(InputStream file) throws IOException {
        var start = new BufferedInputStream(file);
        start.mark(2);
        int magic = start.read() | start.read() << 8;
        start.reset();
        return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(start, 1 << 16) : start;
    }

    /** One file being read. */
    private final class Run {

        private final @Nullable AreaCode region;
        private final Consumer<Long> progress;
        private final Set<String> known;
        private final Set<Long> seen = new HashSet<>();
        private final List<String> codes = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<RowError> errors = new ArrayList<>();
        private long line = 1;
        private long rows;
        private long added;
        private long renamed;
        private long taken;
        private long elsewhere;
        private long refused;

        Run(@Nullable AreaCode region, Consumer<Long> progress) {
            this.region = region;
            this.progress = progress;
            // what a division may lie in
            known = new HashSet<>(database.sql("select code from territory.area where length(code) < 12")
                    .query(String.class)
                    .list());
        }

        void read(NamedCsvRecord row) {
            line = row.getStartingLineNumber();
            if (row.getFieldCount() < 2) {
                refuse(line, null, Reason.FIELDS_MISSING, String.join(",", row.getFields()));
                return;
            }
            var code = row.findField("code").orElse("").strip();
            var name = row.findField("name").orElse("").strip();
            if (!AreaCode.isValid(code) || code.length() > AreaLevel.COMMUNITY.digits()) {
                refuse(line, "code", Reason.CODE_INVALID, code);
                return;
            }
            var area = new AreaCode(code);
            if (region != null && !region.contains(area) && !area.contains(region)) {
                elsewhere++;
                return;
            }
            if (isGood(row, area, name)) {
                if (area.level() != AreaLevel.COMMUNITY) {
                    known.add(code);
                }
                codes.add(code);
                names.add(name);
                if (codes.size() == BATCH) {
                    write();
                }
            }
        }

        private boolean isGood(NamedCsvRecord row, AreaCode area, String name) {
            if (name.isEmpty()) {
                return refuse(line, "name", Reason.NAME_MISSING, "");
            }
            if (name.length() > LONGEST_NAME) {
                return refuse(line, "name", Reason.NAME_TOO_LONG, name.substring(0, LONGEST_NAME));
            }
            if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
                return refuse(line, "name", Reason.NAME_BROKEN, name);
            }
            for (var around : AROUND.entrySet()) {
                var given = row.findField(around.getKey()).orElse("").strip();
                if (!given.isEmpty() && !area.code().startsWith(given)) {
                    return refuse(line, around.getKey(), Reason.CODES_DISAGREE, given);
                }
            }
            var parent = area.parent();
            if (parent.isPresent() && !known.contains(parent.get().code())) {
                return refuse(line, "code", Reason.PARENT_UNKNOWN, parent.get().code());
            }
            // the digits of different levels never make the same number with a 1 before them
            return seen.add(Long.valueOf("1" + area.code())) || refuse(line, "code", Reason.REPEATED, area.code());
        }

        boolean refuse(long at, @Nullable String field, Reason reason, String value) {
            refused++;
            if (errors.size() < ERRORS_KEPT) {
                errors.add(new RowError(at, field, reason, value));
            }
            return false;
        }

        void write() {
            if (!codes.isEmpty()) {
                writing.executeWithoutResult(status -> store());
                taken += codes.size();
                codes.clear();
                names.clear();
            }
            progress.accept(rows);
        }

        private void store() {
            record Counted(long added, long renamed) {}
            var counted = database.sql("""
                    with given as (select * from unnest(?::text[], ?::text[]) as g (code, name)),
                    renamed as (
                        select a.code, a.name as before, given.name as after
                        from territory.area a join given on given.code = a.code where a.name <> given.name),
                    told as (
                        insert into territory.area_change (id, area, what, before, after, at)
                        select gen_random_uuid(), code, 'RENAMED', before, after, ? from renamed),
                    changed as (
                        update territory.area a set name = renamed.after from renamed where a.code = renamed.code
                        returning a.code),
                    added as (
                        insert into territory.area (code, name) select code, name from given
                        on conflict (code) do nothing returning code)
                    select (select count(*) from added), (select count(*) from changed)""")
                    .params(
                            codes.toArray(String[]::new),
                            names.toArray(String[]::new),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .query((row, n) -> new Counted(row.getLong(1), row.getLong(2)))
                    .single();
            added += counted.added;
            renamed += counted.renamed;
            if (counted.added + counted.renamed > 0) {
                keeper.touched(Part.AREAS);
            }
        }

        Result result() {
            return new Result(rows, added, renamed, taken - added - renamed, elsewhere, refused, List.copyOf(errors));
        }
    }
}
