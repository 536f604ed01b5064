package io.linli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes out a whole month, once it is exported and older than it has to be kept. Only the owner of the tables can, so it
 * is done with the connection that migrates. The roots stay, and with them the hash of every record of the file.
 */
@Component
class MonthRelease {

    static final int LEAST = 6; // months; 网络安全法 (2016) art. 21

    private static final int FETCHED = 1_000;

    private final Flyway migrations;
    private final Acts acts;
    private final Clock clock;
    private final int kept;

    MonthRelease(Flyway migrations, Acts acts, Clock clock, @Value("${linli.audit.keep-months:36}") int kept) {
        if (kept < LEAST) {
            throw new IllegalArgumentException("linli.audit.keep-months must be at least " + LEAST);
        }
        this.migrations = migrations;
        this.acts = acts;
        this.clock = clock;
        this.kept = kept;
    }

    record Released(long rows, String sha256) {}

    int kept() {
        return kept;
    }

    /** Why the month has to stay: too-young or unknown; null when it may go. */
    @Nullable
    String refusal(YearMonth month) {
        var now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        if (month.plusMonths(kept).compareTo(now) >= 0) {
            return "too-young";
        }
        boolean stands = Boolean.TRUE.equals(
                owner().queryForObject("select to_regclass(?) is not null", Boolean.class, "audit." + table(month)));
        return stands ? null : "unknown";
    }

    /** Writes its rows as lines of JSON into a new file, and when that is on the disk, takes it out. */
    Released to(YearMonth month, Path file) throws IOException {
        var database = owner();
        var source = database.getDataSource();
        if (source == null) {
            throw new IllegalStateException("made with one");
        }
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        Released released;
        try {
            released = transaction.execute(status -> {
                var exported = export(database, month, file);
                database.query(
                        "select audit.release_month(?, ?, ?)",
                        row -> {},
                        Date.valueOf(month.atDay(1)),
                        exported.rows(),
                        exported.sha256());
                return exported;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (released == null) {
            throw new IllegalStateException("A transaction template gives back what it was given");
        }
        acts.did(Act.of("audit.release").on("month", month, released.rows(), released.sha256()));
        return released;
    }

    private static Released export(JdbcTemplate database, YearMonth month, Path file) {
        var sha256 = sha256();
        var rows = new AtomicLong();
        try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE));
                var out = new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)), sha256)) {
            database.setFetchSize(FETCHED);
            database.query(
                    "select to_jsonb(r)::text from audit." + table(month) + " r order by epoch, xid, seq", row -> {
                        try {
                            out.write((row.getString(1) + "\n").getBytes(UTF_8));
                            rows.incrementAndGet();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            out.flush();
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Released(rows.get(), HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this Java", e);
        }
    }

    private static String table(YearMonth month) {
        return "record_" + month.format(DateTimeFormatter.ofPattern("yyyy_MM"));
    }

    private JdbcTemplate owner() {
        return new JdbcTemplate(migrations.getConfiguration().getDataSource());
    }
}
