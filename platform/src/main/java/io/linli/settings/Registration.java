package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.REGISTRY_SECRET_SHORT;

import io.linli.settings.Registry.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where a registry is named, tells it by a steady beat that this instance answers requests, as long as its database does
 * too; and before the end tells it to send no more, and goes on serving until everybody has heard.
 */
@Component
@ConditionalOnExpression("!'${linli.registry.urls:}'.isEmpty()")
class Registration {

    static final int SHORTEST_SECRET = 16;

    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    /** A database that is just being started again is no reason to send nobody here. */
    private static final int LOOKS = 3;

    private static final int LOOK_SECONDS = 2;

    private final List<Registry> registries;
    private final JdbcConnectionDetails database;
    private final Duties duties;
    private final String host;
    private final Duration beat;
    private final Duration drain;
    private final Clock clock;
    private volatile boolean going;
    private @Nullable Entry entry;
    private @Nullable Connection connection;
    private int inVain;

    Registration(
            @Value("${linli.registry.urls}") String urls,
            @Value("${linli.registry.secret}") String secret,
            @Value("${linli.registry.host}") String host,
            @Value("${linli.registry.beat}") Duration beat,
            @Value("${linli.registry.drain}") Duration drain,
            JdbcConnectionDetails database,
            Duties duties,
            Clock clock) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new CannotStart(REGISTRY_SECRET_SHORT, SHORTEST_SECRET);
        }
        this.registries = Arrays.stream(urls.split(",", -1))
                .map(url -> new Registry(URI.create(url.strip().replaceFirst("/+$", "")), secret))
                .toList();
        this.host = host.isBlank() ? ownAddress() : host.strip();
        this.beat = beat;
        this.drain = drain;
        this.database = database;
        this.duties = duties;
        this.clock = clock;
    }

    private static String ownAddress() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("This machine has no address of its own: set LINLI_REGISTRY_HOST", e);
        }
    }

    @EventListener
    synchronized void begin(ApplicationReadyEvent ready) {
        var port = port(ready.getApplicationContext().getEnvironment());
        if (!duties.has(Duty.SERVE) || port <= 0) {
            return;
        }
        var now = new Entry(host, port, duties.toString(), beat, beat.multipliedBy(3));
        entry = now;
        going = true;
        beat(now);
        Thread.ofPlatform().name("registration").daemon().start(() -> {
            while (going) {
                LockSupport.parkNanos(beat.toNanos());
                beat(now);
            }
        });
    }

    private static int port(Environment settings) {
        return settings.getProperty("local.server.port", Integer.class, -1);
    }

    private synchronized void beat(Entry now) {
        if (!going) {
            return;
        }
        var status = isWell() ? "UP" : "DOWN";
        for (var registry : registries) {
            try {
                registry.beat(now, status, clock.millis());
            } catch (IOException e) {
                log.warn("The registry {} does not know of this instance: {}", registry, String.valueOf(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    // a connection of its own: when all others are busy, the instance is busy and not ill
    private boolean isWell() {
        try {
            if (connection == null) {
                connection = DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword());
            }
            if (connection.isValid(LOOK_SECONDS)) {
                inVain = 0;
                return true;
            }
            connection.close();
        } catch (SQLException e) {
            log.debug("The database does not answer", e);
        }
        connection = null;
        return ++inVain < LOOKS;
    }

    /** Before anything else ends: what is on its way still gets here, and is answered. */
    @EventListener(ContextClosedEvent.class)
    synchronized void end() throws SQLException {
        var now = entry;
        if (!going || now == null) {
            return;
        }
        going = false;
        for (var registry : registries) {
            try {
                registry.end(now);
            } catch (IOException e) {
                log.warn("The registry {} still sends requests here: {}", registry, String.valueOf(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (connection != null) {
            connection.close();
        }
        LockSupport.parkNanos(drain.toNanos());
    }
}
