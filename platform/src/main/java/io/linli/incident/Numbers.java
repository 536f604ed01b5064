package io.linli.incident;

import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The numbers that people read: SJ-430181-20261121-000042. Never twice, rising by and large, with gaps. */
@Component
class Numbers {

    private static final int BLOCK = 100;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZONE);

    private final JdbcClient database;
    private final Territory territory;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    Numbers(JdbcClient database, Territory territory) {
        this.database = database;
        this.territory = territory;
    }

    String next(Instant at) {
        return "SJ-" + sixDigits(territory.root()) + "-" + DAY.format(at) + "-" + String.format("%06d", number());
    }

    // Called outside of transactions: one of a hundred calls asks the database.
    private long number() {
        lock.lock();
        try {
            if (next == end) {
                next = (block() - 1) * BLOCK + 1;
                end = next + BLOCK;
            }
            return next++;
        } finally {
            lock.unlock();
        }
    }

    private long block() {
        return database.sql("select nextval('incident.number_block')")
                .query(Long.class)
                .single();
    }

    // the root of an instance may be a street or a province; the number always has room for six digits
    private static String sixDigits(AreaCode root) {
        return (root.code() + "000000").substring(0, 6);
    }
}
