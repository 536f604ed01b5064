package io.linli.operation;

import io.linli.operation.Watch.Finding;
import io.linli.operation.Watch.State;
import io.linli.settings.EachInstance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** What the operator must know: each watch, how it stands, since when, and what to do about it. */
@Service
@EachInstance
public class Alarms {

    private static final Logger log = LoggerFactory.getLogger(Alarms.class);

    private final List<Watch> watches;
    private final MessageSource messages;
    private final Clock clock;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    Alarms(List<Watch> watches, MessageSource messages, Clock clock, MeterRegistry measures) {
        this.watches =
                watches.stream().sorted(Comparator.comparing(Watch::name)).toList();
        this.messages = messages;
        this.clock = clock;
        for (var watch : this.watches) {
            Gauge.builder("linli.alarm", () -> severity(watch.name()))
                    .tag("alarm", watch.name())
                    .description("0 when all is well, 1 a warning, 2 an alarm")
                    .register(measures);
        }
    }

    /** How it stands, in the reader's language. {@code todo} is missing when there is nothing to do. */
    public record Alarm(
            String name,
            String title,
            String state,
            Instant since,
            String text,
            @Nullable String todo) {}

    /** {@code blind}: the watch itself failed. */
    private record Standing(Finding finding, boolean blind, Instant since) {}

    @Scheduled(fixedDelayString = "${linli.operation.look:30s}", initialDelayString = "10s")
    synchronized void look() {
        watches.forEach(this::look);
    }

    /** As it is at this moment. */
    public List<Alarm> all(Locale language) {
        look();
        return watches.stream().map(watch -> told(watch.name(), language)).toList();
    }

    private void look(Watch watch) {
        Finding found;
        var blind = false;
        try {
            found = watch.look();
        } catch (RuntimeException e) {
            log.error("The watch over {} failed", watch.name(), e);
            found = Finding.of(State.ALARM, e.getClass().getSimpleName());
            blind = true;
        }
        var before = standings.get(watch.name());
        if (before != null && before.finding().state() == found.state()) {
            standings.put(watch.name(), new Standing(found, blind, before.since()));
            return;
        }
        var standing = new Standing(found, blind, clock.instant());
        standings.put(watch.name(), standing);
        tell(watch.name(), before, standing);
    }

    private void tell(String name, @Nullable Standing before, Standing now) {
        var state = now.finding().state();
        if (state.compareTo(State.OK) > 0) {
            var alarm = text(name, now, Locale.CHINESE) + " · " + text(name, now, Locale.ENGLISH);
            log.warn("{} {}: {}", state, name, alarm);
        } else if (before != null && before.finding().state().compareTo(State.OK) > 0) {
            log.info("{} is well again", name);
        }
    }

    private Alarm told(String name, Locale language) {
        var standing = standings.get(name);
        if (standing == null) {
            throw new IllegalStateException("Nobody has looked after " + name);
        }
        var state = standing.finding().state();
        return new Alarm(
                name,
                messages.getMessage("operation." + name, null, language),
                state.name(),
                standing.since(),
                text(name, standing, language),
                state.compareTo(State.OK) > 0
                        ? messages.getMessage("operation." + name + ".todo", null, language)
                        : null);
    }

    private String text(String name, Standing standing, Locale language) {
        var state = standing.finding().state().name().toLowerCase(Locale.ROOT);
        var key = standing.blind() ? "operation.cannot-look" : "operation." + name + "." + state;
        return messages.getMessage(key, standing.finding().details().toArray(), language);
    }

    private int severity(String name) {
        var standing = standings.get(name);
        return standing == null ? 0 : Math.max(0, standing.finding().state().compareTo(State.OK));
    }
}
