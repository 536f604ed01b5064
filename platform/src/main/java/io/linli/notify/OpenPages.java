package io.linli.notify;

import static io.linli.notify.NotifyProblem.NOTICE_STREAMS_FULL;

import io.linli.settings.EachInstance;
import io.linli.settings.OpenStreams;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The pages that wait for notices at this instance, each in a thread of its own, which costs next to nothing while it
 * waits. One small query, four times a second while any page is open, tells which inboxes were changed, by whatever
 * instance: a worker is to see a task within the second.
 */
@Component
@EachInstance
public class OpenPages implements SmartLifecycle {

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final Inbox inbox;
    private final SystemScope system;
    private final NotifySettings.Stream settings;
    private final Clock clock;
    private final OpenStreams<OpenPage> pages;
    private volatile boolean running;

    OpenPages(Inbox inbox, SystemScope system, NotifySettings settings, Clock clock) {
        this.inbox = inbox;
        this.system = system;
        this.settings = settings.stream();
        this.pages = new OpenStreams<>(this.settings.each(), this.settings.most(), NOTICE_STREAMS_FULL);
        this.clock = clock;
    }

    /**
     * Tells the page what comes from now on, or what came behind the last that it was told.
     *
     * @param lastTold the id of that event
     * @param here whether its reader is still signed in
     */
    public SseEmitter open(UUID account, @Nullable String lastTold, Locale language, BooleanSupplier here) {
        long last = inbox.last(account);
        long after = lastTold == null ? last : Math.min(last, Inbox.number(lastTold, "Last-Event-ID"));
        if (!running) {
            throw NOTICE_STREAMS_FULL.with().retryAfter(AGAIN_AFTER);
        }
        pages.reserve(account);
        var page = new OpenPage(new OpenPage.Reader(account, language, here), after, inbox, system, settings, clock);
        pages.add(page);
        Thread.ofVirtual().name("notices-" + account).start(() -> {
            try {
                page.run();
            } finally {
                pages.remove(page);
            }
        });
        return page.emitter();
    }

    @Scheduled(fixedDelayString = "${linli.notify.look:250ms}")
    void look() {
        var open = pages.all().stream().collect(Collectors.groupingBy(OpenPage::account));
        if (!open.isEmpty()) {
            inbox.changes(List.copyOf(open.keySet()))
                    .forEach((account, changed) ->
                            open.getOrDefault(account, List.of()).forEach(page -> page.look(changed)));
        }
    }

    @Override
    public void start() {
        running = true;
    }

    // before the web server, which waits for what is on its way
    @Override
    public void stop() {
        running = false;
        pages.all().forEach(OpenPage::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
