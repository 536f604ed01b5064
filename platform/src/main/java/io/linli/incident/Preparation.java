package io.linli.incident;

import io.linli.incident.IncidentTriage.Suggestion;
import io.linli.territory.AreaCode;
import io.linli.territory.Placement;
import io.linli.territory.Territory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is worked out about a report before its transaction, in memory and within the time that a reporter can be asked
 * to wait. What fails or takes too long is left out and flagged: the report is taken in as it was made.
 */
@Component
class Preparation implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    private final Territory territory;
    private final Categories categories;
    private final DangerWords dangers;
    private final ObjectProvider<IncidentTriage> triage;
    private final long patience;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    Preparation(
            Territory territory,
            Categories categories,
            DangerWords dangers,
            ObjectProvider<IncidentTriage> triage,
            IncidentSettings settings) {
        this.territory = territory;
        this.categories = categories;
        this.dangers = dangers;
        this.triage = triage;
        this.patience = settings.patience().toNanos();
    }

    record Prepared(
            Placement placement,
            @Nullable String category,
            @Nullable Integer categoryVersion,
            boolean danger,
            boolean urgent,
            List<String> flags) {}

    Prepared prepare(Report report) {
        var end = System.nanoTime() + patience;
        var flags = new ArrayList<String>();
        var placement = place(report.place(), end, flags);
        var type = report.type();
        boolean danger = dangers.speakIn(type == null ? report.description() : type + "\n" + report.description());
        var suggestion = suggest(report, placement.area(), end, flags);
        var kind = categories.kind(suggestion.category());
        boolean urgent = danger
                || suggestion.urgent()
                || kind.filter(each -> each.is().urgent()).isPresent();
        return new Prepared(
                placement,
                suggestion.category(),
                kind.map(Taxonomy.Kind::version).orElse(null),
                danger,
                urgent,
                List.copyOf(flags));
    }

    Placement place(Report.Place place) {
        return place(place, System.nanoTime() + patience, new ArrayList<>());
    }

    private Placement place(Report.Place place, long end, List<String> flags) {
        var unknown = new Placement(territory.root(), null, place.point(), place.address(), Placement.How.UNPLACED);
        // what is named or pointed at is looked up at once: to wait for a thread of its own would be all that takes
        // time
        var found = place.grid() != null || place.point() != null
                ? atOnce("PLACE", flags, unknown, () -> find(place))
                : within(end, "PLACE", flags, unknown, () -> find(place));
        return new Placement(found.area(), found.grid(), place.point(), place.address(), found.how());
    }

    private Placement find(Report.Place place) {
        if (place.grid() != null) {
            return territory.place(place.grid());
        }
        if (place.point() != null) {
            return territory.place(place.point(), place.address());
        }
        return territory.place(place.address() == null ? "" : place.address());
    }

    private Suggestion suggest(Report report, AreaCode area, long end, List<String> flags) {
        var type = report.type();
        var analysis = triage.getIfAvailable();
        if (analysis != null) {
            var suggested =
                    within(end, "TRIAGE", flags, null, () -> analysis.suggest(type, report.description(), area));
            if (suggested != null) {
                var known = categories.kind(suggested.category()).filter(Taxonomy.Kind::open);
                return known.isPresent() ? suggested : new Suggestion(guess(report), suggested.urgent());
            }
        }
        return new Suggestion(guess(report), false);
    }

    private @Nullable String guess(Report report) {
        return categories.guess(report.type(), report.description()).orElse(null);
    }

    private static <T> T atOnce(String flag, List<String> flags, T otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            log.warn("A report is taken in without {}", flag, e);
            flags.add(flag);
            return otherwise;
        }
    }

    private <T extends @Nullable Object> T within(
            long end, String flag, List<String> flags, T otherwise, Supplier<T> work) {
        var running = workers.submit(work::get);
        try {
            return running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.warn("A report is taken in without {}: it took too long", flag);
        } catch (ExecutionException e) {
            log.warn("A report is taken in without {}", flag, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.cancel(true);
        flags.add(flag);
        return otherwise;
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
