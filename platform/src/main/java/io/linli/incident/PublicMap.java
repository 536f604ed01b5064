package io.linli.incident;

import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import io.linli.settings.Adjustments;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Things that were solved of late, on a map for everybody: what kind, about where, in which month. What is not solved is
 * shown where the place has decided so.
 */
@Service
public class PublicMap implements AdjustableCatalogue {

    static final String UNSOLVED = "incident.public.unsolved";

    private static final Duration RECENT = Duration.ofDays(90);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 500;

    private final JdbcClient database;
    private final Labels labels;
    private final Adjustments adjustments;
    private final SystemScope system;
    private final TransactionTemplate reading;
    private final Clock clock;
    private final Map<Locale, Kept> kept = new ConcurrentHashMap<>();

    PublicMap(
            JdbcClient database,
            Labels labels,
            @Lazy Adjustments adjustments,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.labels = labels;
        this.adjustments = adjustments;
        this.system = system;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param longitude to a thousandth of a degree, about a hundred metres
     * @param month in which it was solved, or reported while it is not
     */
    public record Spot(
            double longitude, double latitude, String categoryName, String areaName, String month, boolean solved) {}

    /**
     * The newest first.
     *
     * @param withUnsolved whether the place shows what is not solved as well
     */
    public record Layer(List<Spot> spots, int days, boolean withUnsolved) {}

    private record Kept(Layer layer, Instant until) {}

    @Override
    public List<Adjustable> adjustables() {
        return List.of(new Adjustable(UNSOLVED, 0, 0, 1));
    }

    /** Looked up once a minute, however many ask. */
    public Layer layer() {
        var now = clock.instant();
        boolean unsolved = adjustments.of(UNSOLVED) == 1;
        return kept.compute(
                        LocaleContextHolder.getLocale(),
                        (language, known) -> known != null
                                        && now.isBefore(known.until())
                                        && known.layer().withUnsolved() == unsolved
                                ? known
                                : new Kept(read(unsolved, now), now.plus(KEPT)))
                .layer();
    }

    private Layer read(boolean unsolved, Instant now) {
        var since = now.minus(RECENT);
        var spots = new ArrayList<Spot>();
        system.run(() -> reading.executeWithoutResult(status -> {
            spots.addAll(solved(since));
            if (unsolved) {
                spots.addAll(unsolved(since));
            }
        }));
        return new Layer(List.copyOf(spots), (int) RECENT.toDays(), unsolved);
    }

    private List<Spot> solved(Instant since) {
        return spots("i.status = 'CLOSED' and i.ended_at >= ?", "ended_at", since, true);
    }

    private List<Spot> unsolved(Instant since) {
        return spots(IncidentFilter.OPEN + " and i.reported_at >= ?", "reported_at", since, false);
    }

    private List<Spot> spots(String which, String when, Instant since, boolean solved) {
        return database.sql("""
                        select i.longitude, i.latitude, i.category, i.area,
                            to_char(i.%1$s at time zone 'Asia/Shanghai', 'YYYY-MM') as month
                        from incident.incident i where %2$s and %3$s
                        order by i.%1$s desc limit ?""".formatted(when, which, PublicThings.CONDITION))
                .params(Incidents.at(since), MOST)
                .query((row, n) -> new Spot(
                        rounded(row.getDouble("longitude")),
                        rounded(row.getDouble("latitude")),
                        labels.category(row.getString("category")),
                        area(row.getString("area")),
                        row.getString("month"),
                        solved))
                .list();
    }

    private String area(@Nullable String code) {
        return labels.area(Following.community(new AreaCode(Objects.requireNonNull(code))));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1_000) / 1_000.0;
    }
}
