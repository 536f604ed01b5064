package io.linli.notify;

import io.linli.notify.Deliveries.Due;
import io.linli.privacy.Consents;
import io.linli.settings.SystemScope;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes out what is due: claims some, hands each over outside of any transaction, and writes down what became of it. What
 * an instance that died had in hand is taken up by another after a while, under the same id.
 */
@Component
class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final int ROUND = 16;
    private static final int LINES = 50;

    private final Deliveries deliveries;
    private final PreferenceStore preferences;
    private final Addresses addresses;
    private final ObjectProvider<Consents> consents;
    private final Carriers carriers;
    private final Inbox inbox;
    private final NoticeTexts texts;
    private final NotifySettings settings;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final MeterRegistry measures;
    private final Clock clock;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            work -> Thread.ofPlatform().name("courier").daemon().unstarted(work));
    private volatile boolean stopping;

    Courier(
            Deliveries deliveries,
            PreferenceStore preferences,
            Addresses addresses,
            ObjectProvider<Consents> consents,
            Carriers carriers,
            Inbox inbox,
            NoticeTexts texts,
            NotifySettings settings,
            SystemScope system,
            PlatformTransactionManager transactions,
            MeterRegistry measures,
            Clock clock) {
        this.deliveries = deliveries;
        this.preferences = preferences;
        this.addresses = addresses;
        this.consents = consents;
        this.carriers = carriers;
        this.inbox = inbox;
        this.texts = texts;
        this.settings = settings;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.measures = measures;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${linli.notify.poll:1s}")
    void wake() {
        if (!stopping && !carriers.ready().isEmpty()) {
            try {
                worker.execute(this::work);
            } catch (RejectedExecutionException e) {
                log.trace("It is on its way, and looks for more when it is back");
            }
        }
    }

    private void work() {
        try {
            int taken;
            do {
                taken = round();
            } while (taken == ROUND && !stopping);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Messages wait for the database", e);
        }
    }

    /** Takes out some; tells how many there were. */
    int round() {
        var due = write(() -> deliveries.claim(ROUND));
        var bundles = due.stream()
                .filter(Due::digest)
                .collect(Collectors.groupingBy(part -> List.of(part.account(), part.channel())));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            bundles.values().forEach(parts -> threads.execute(() -> guarded(() -> digest(parts))));
            due.stream()
                    .filter(part -> !part.digest())
                    .forEach(one -> threads.execute(() -> guarded(() -> single(one))));
        } // waits for them all
        return due.size();
    }

    // what fails for another reason than its carrier's is tried again when its claim has run out
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("A message is left for later", e);
        }
    }

    private void single(Due due) {
        var wishes = read(() -> preferences.of(due.account()));
        var told = read(() -> inbox.find(due.account(), due.number(), wishes.locale()));
        var address = addresses.find(due.account(), due.channel());
        if (told.isEmpty()
                || address.isEmpty()
                || isWithdrawn(due.account())
                || !wants(wishes.of(due.channel()), told.get().urgent())) {
            write(() -> deliveries.dropped(List.of(due), "NOT_WANTED"));
            return;
        }
        var now = clock.instant();
        if (!told.get().urgent()) {
            var quietUntil = wishes.afterQuiet(now);
            boolean later = quietUntil.isAfter(now);
            boolean enough = !later
                    && read(() -> deliveries.today(due.account(), due.channel()))
                            >= settings.delivery().aDay();
            if (later || enough) {
                write(() -> deliveries.postponed(due, enough, enough ? wishes.nextDigest(now) : quietUntil));
                return;
            }
        }
        var view = told.get();
        carry(
                List.of(due),
                new Message(
                        due.id(),
                        due.channel(),
                        address.get(),
                        wishes.locale(),
                        view.title(),
                        withAddress(view.text())));
    }

    // asked for each message: what somebody withdraws works at once
    private boolean isWithdrawn(UUID account) {
        var asked = consents.getIfAvailable();
        return asked != null && asked.of(account.toString(), NotifyHoldings.OUTSIDE) == Consents.State.WITHDRAWN;
    }

    private static boolean wants(Wish wish, boolean urgent) {
        return wish != Wish.NEVER && (urgent || wish != Wish.URGENT);
    }

    private void digest(List<Due> claimed) {
        var first = claimed.getFirst();
        var parts = new ArrayList<>(claimed);
        parts.addAll(write(() -> deliveries.claimWith(first)));
        parts.sort(Comparator.comparingLong(Due::number));
        var wishes = read(() -> preferences.of(first.account()));
        var address = addresses.find(first.account(), first.channel());
        if (address.isEmpty() || isWithdrawn(first.account()) || !wants(wishes.of(first.channel()), false)) {
            write(() -> deliveries.dropped(parts, "NOT_WANTED"));
            return;
        }
        var quietUntil = wishes.afterQuiet(clock.instant());
        if (quietUntil.isAfter(clock.instant())) {
            write(() -> parts.forEach(part -> deliveries.postponed(part, true, quietUntil)));
            return;
        }
        var lines = new ArrayList<String>();
        for (var part : parts.subList(Math.max(0, parts.size() - LINES), parts.size())) {
            read(() -> inbox.find(part.account(), part.number(), wishes.locale()))
                    .ifPresent(view -> lines.add(view.text()));
        }
        var told = texts.digest(parts.size(), lines, wishes.locale());
        carry(
                parts,
                new Message(
                        together(parts),
                        first.channel(),
                        address.get(),
                        wishes.locale(),
                        told.title(),
                        withAddress(told.text())));
    }

    /** The same for the same parts. */
    private static UUID together(List<Due> parts) {
        var ids = parts.stream().map(part -> part.id().toString()).sorted().collect(Collectors.joining(" "));
        return UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.US_ASCII));
    }

    private void carry(List<Due> parts, Message message) {
        try {
            carriers.of(message.channel()).carry(message);
            write(() -> deliveries.sent(parts, message.id()));
            count(message.channel(), "sent");
        } catch (NotDelivered e) {
            failed(parts, message, e);
        }
    }

    private void failed(List<Due> parts, Message message, NotDelivered why) {
        int tries = parts.stream().mapToInt(Due::tries).max().orElse(1);
        boolean dead = why.lasting() || tries >= settings.delivery().tries();
        log.warn("{} was not taken ({}), try {}{}", message, why.code(), tries, dead ? ", the last" : "", why);
        write(() -> {
            if (dead) {
                deliveries.dead(parts, why.code());
            } else {
                deliveries.failed(
                        parts,
                        why.code(),
                        clock.instant().plus(settings.delivery().wait(tries)));
            }
        });
        count(message.channel(), dead ? "dead" : "failed");
    }

    private void count(Channel channel, String outcome) {
        measures.counter("linli.notify.messages", "channel", channel.name(), "outcome", outcome)
                .increment();
    }

    private String withAddress(String text) {
        return settings.address().isEmpty() ? text : text + "\n" + settings.address() + "/notices";
    }

    private <T> T read(Supplier<T> work) {
        return system.call(work);
    }

    private <T> T write(Supplier<T> work) {
        return system.call(() -> transaction.execute(status -> work.get()));
    }

    private void write(Runnable work) {
        system.run(() -> transaction.executeWithoutResult(status -> work.run()));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        worker.shutdown();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            log.warn("Messages on their way are cut off, and sent again after the next start");
        }
    }
}
