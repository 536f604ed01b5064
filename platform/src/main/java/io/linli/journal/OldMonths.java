package io.linli.journal;

import static java.util.stream.Collectors.joining;

import io.linli.journal.JournalEntry.Position;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rolls months up once they have been kept for three years: of all that a month tells of one matter its sum stays (see
 * {@link RollUp}), at the place of the first entry. Every reader has passed it by then, so none meets the sum that has
 * read the parts; whoever reads from the start meets the sum only.
 */
@Component
class OldMonths {

    static final int YEARS = 3;

    private static final Logger log = LoggerFactory.getLogger(OldMonths.class);
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyy_MM");
    private static final int BATCH = 500;

    private final JdbcClient database;
    private final JdbcTemplate template;
    private final ObjectProvider<RollUp> rollUps;
    private final ObjectProvider<JournalReader> readers;
    private final Clock clock;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;

    OldMonths(
            JdbcTemplate template,
            ObjectProvider<RollUp> rollUps,
            ObjectProvider<JournalReader> readers,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.database = JdbcClient.create(template);
        this.template = template;
        this.rollUps = rollUps;
        this.readers = readers;
        this.clock = clock;
        this.reading = new TransactionTemplate(transactions); // may take its time, and delays no reader
        this.reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
        this.writing.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Count(long entries, long kept) {}

    /** Every instance may try; the database lets one at a time, and takes nothing half-done. */
    @Scheduled(cron = "0 41 3 * * *")
    void rollUp() {
        for (var month : due()) {
            try {
                if (mayBeRolledUp(month)) {
                    rollUp(month);
                }
            } catch (DataAccessException e) {
                log.warn("The journal of {} could not be rolled up; it will be tried again", month, e);
            }
        }
    }

    /** Those whose last day lies three years back. */
    List<YearMonth> due() {
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        return database.sql("""
                        select substr(c.relname, 7)
                        from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'journal.entry'::regclass and c.relname ~ '^entry_[0-9]{4}_[0-9]{2}$'
                          and to_date(substr(c.relname, 7), 'YYYY_MM') not in (select month from journal.rolled_up)
                        order by 1""").query((row, n) -> YearMonth.parse(row.getString(1), SUFFIX)).stream()
                .filter(month -> !month.plusMonths(1).plusYears(YEARS).atDay(1).isAfter(today))
                .toList();
    }

    private boolean mayBeRolledUp(YearMonth month) {
        var strangers = strangers(types(month));
        if (!strangers.isEmpty()) {
            log.warn("The journal of {} is kept as it is: nothing here can sum up {}", month, strangers);
            return false;
        }
        var late = readers.stream()
                .map(JournalReader::name)
                .filter(reader -> !hasPassed(reader, month))
                .toList();
        if (!late.isEmpty()) {
            log.warn("The journal of {} is kept as it is until {} have read it", month, late);
            return false;
        }
        return true;
    }

    /** Events of a module that sums up, in a version that it does not know: a newer one wrote them. */
    private List<String> strangers(List<String> types) {
        return rollUps.stream()
                .flatMap(rollUp -> own(rollUp, types).stream()
                        .filter(type -> rollUp.events().stream().noneMatch(event -> EventJson.reads(event, type))))
                .toList();
    }

    private static List<String> own(RollUp rollUp, List<String> types) {
        var modules = rollUp.events().stream()
                .map(event -> EventJson.nameOf(event).replaceFirst("\\..*", "."))
                .distinct()
                .toList();
        return types.stream()
                .filter(type -> modules.stream().anyMatch(type::startsWith))
                .toList();
    }

    private boolean hasPassed(String reader, YearMonth month) {
        return database.sql("""
                        select coalesce((
                            select exists (
                                select from journal.cursor
                                where reader = ? and (cursor.epoch, cursor.xid, cursor.seq) >= (last.epoch, last.xid, last.seq))
                            from (
                                select epoch, xid, seq from journal.entry where written >= ? and written < ?
                                order by epoch desc, xid desc, seq desc limit 1) last), true)""")
                .params(reader, begin(month), begin(month.plusMonths(1)))
                .query(Boolean.class)
                .single();
    }

    private void rollUp(YearMonth month) {
        var count = reading.execute(status -> isAlone() ? sum(month) : null);
        if (count == null) {
            return; // another instance is at it
        }
        writing.executeWithoutResult(status -> database.sql("select journal.finish_roll_up(?, ?, ?)")
                .params(month.atDay(1), count.entries(), count.kept())
                .query((row, n) -> true)
                .single());
        log.info("The journal of {} is rolled up: of {} entries {} stay", month, count.entries(), count.kept());
    }

    private boolean isAlone() {
        return database.sql("select pg_try_advisory_xact_lock(hashtext('journal.roll-up'))")
                .query(Boolean.class)
                .single();
    }

    private Count sum(YearMonth month) {
        writing.executeWithoutResult(status -> database.sql("select journal.begin_roll_up(?)")
                .param(month.atDay(1))
                .query((row, n) -> true)
                .single());
        var types = types(month);
        var summedUp = new ArrayList<String>();
        var out = new Out(month);
        for (var rollUp : rollUps.stream().toList()) {
            var own = own(rollUp, types);
            summedUp.addAll(own);
            try (var rows = rows(month, own, true, rollUp.subject())) {
                out.sums(rows, rollUp);
            }
        }
        try (var rows = rows(month, summedUp, false, "")) {
            rows.forEach(row -> out.keep(row.entry(), row.written(), 1));
        }
        return out.finish();
    }

    private List<String> types(YearMonth month) {
        return database.sql("select distinct type from journal.entry where written >= ? and written < ? order by type")
                .params(begin(month), begin(month.plusMonths(1)))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private record Row(
            JournalEntry entry,
            OffsetDateTime written,
            @Nullable String subject) {}

    private Stream<Row> rows(YearMonth month, Collection<String> types, boolean these, String subject) {
        return database
                .sql("""
                        select epoch, xid::text, seq, type, body::text, at, written, body ->> ?
                        from journal.entry
                        where written >= ? and written < ? and (type = any (?::text[])) = ?
                        order by 8, epoch, xid, seq""")
                .params(
                        subject,
                        begin(month),
                        begin(month.plusMonths(1)),
                        types.stream().collect(joining(",", "{", "}")),
                        these)
                .withFetchSize(BATCH)
                .query((row, n) ->
                        new Row(Journal.entry(row), row.getObject(7, OffsetDateTime.class), row.getString(8)))
                .stream();
    }

    private static OffsetDateTime begin(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    /** Takes what stays, in batches that are committed one by one. */
    private final class Out {

        private final String insert;
        private final List<Object[]> batch = new ArrayList<>();
        private long entries;
        private long kept;

        Out(YearMonth month) {
            this.insert = "insert into journal.rolled_" + month.format(SUFFIX)
                    + " (epoch, xid, seq, type, body, at, written) values (?, ?::text::xid8, ?, ?, ?::jsonb, ?, ?)";
        }

        void sums(Stream<Row> rows, RollUp rollUp) {
            var same = new ArrayList<Row>();
            rows.forEach(row -> {
                if (!same.isEmpty() && !String.valueOf(same.getLast().subject()).equals(row.subject())) {
                    sum(same, rollUp);
                }
                same.add(row);
            });
            if (!same.isEmpty()) {
                sum(same, rollUp);
            }
        }

        private void sum(List<Row> same, RollUp rollUp) {
            var event = rollUp.sum(same.stream().map(Row::entry).toList());
            var first = same.getFirst();
            keep(
                    new JournalEntry(
                            first.entry().position(),
                            EventJson.nameOf(event.getClass()),
                            EventJson.write(event),
                            event.at()),
                    first.written(),
                    same.size());
            same.clear();
        }

        void keep(JournalEntry entry, OffsetDateTime written, int instead) {
            Position position = entry.position();
            batch.add(new Object[] {
                position.epoch(),
                Long.toUnsignedString(position.transaction()),
                position.number(),
                entry.type(),
                entry.body(),
                entry.at().atOffset(ZoneOffset.UTC),
                written
            });
            entries += instead;
            kept++;
            if (batch.size() == BATCH) {
                flush();
            }
        }

        private void flush() {
            writing.executeWithoutResult(status -> template.batchUpdate(insert, batch));
            batch.clear();
        }

        Count finish() {
            if (!batch.isEmpty()) {
                flush();
            }
            return new Count(entries, kept);
        }
    }
}
