package io.linli.territory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.linli.settings.EachInstance;
import io.linli.territory.Ground.Revision;
import io.linli.territory.Ground.Succession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the ground in memory, and renews it when the tables changed, whoever changed them. */
@Component
@EnableConfigurationProperties(TerritorySettings.class)
@EachInstance
class GroundKeeper {

    /** What may change by itself. */
    enum Part {
        AREAS,
        BOUNDARIES,
        PLACES
    }

    private final JdbcClient database;
    private final BoundaryRows boundaries;
    private final TransactionTemplate reading;
    private final AreaCode root;
    private volatile @Nullable Ground ground;

    GroundKeeper(
            JdbcClient database,
            BoundaryRows boundaries,
            PlatformTransactionManager transactions,
            TerritorySettings settings) {
        this.database = database;
        this.boundaries = boundaries;
        root = settings.rootCode();
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        // all parts as of one moment
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Ground current() {
        var known = ground;
        return known == null ? renewed() : known;
    }

    /** To be called in the transaction that changes something. After the commit this instance knows it at once. */
    void changed(Part... parts) {
        touched(parts);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                renewed();
            }
        });
    }

    /** The same, but known a moment later, in this instance too: for long imports. */
    void touched(Part... parts) {
        for (var part : parts) {
            database.sql("update territory.revision set number = number + 1 where part = ?")
                    .param(part.name())
                    .update();
        }
    }

    @Scheduled(fixedDelayString = "${linli.territory.refresh:2s}")
    void renew() {
        if (ground != null) {
            renewed();
        }
    }

    private synchronized Ground renewed() {
        var known = ground == null ? nothing() : ground;
        var now = reading.execute(status -> read(known));
        ground = now;
        return now;
    }

    private Ground nothing() {
        return new Ground(
                new Revision(-1, -1, -1),
                root,
                new AreaTree(List.of()),
                new GridIndex(Map.of()),
                new PlaceFinder(new AreaTree(List.of()), root, List.of()),
                new Succession(Map.of(), Map.of()));
    }

    private Ground read(Ground known) {
        var revision = revision();
        if (known.revision().equals(revision)) {
            return known;
        }
        var sameAreas = known.revision().areas() == revision.areas();
        var samePlaces = sameAreas && known.revision().places() == revision.places();
        var sameShapes = known.revision().boundaries() == revision.boundaries();
        var areas = sameAreas ? known.areas() : areas();
        return new Ground(
                revision,
                root,
                areas,
                sameShapes ? known.shapes() : new GridIndex(boundaries.within(root), areas::isDedicated),
                samePlaces ? known.places() : new PlaceFinder(areas, root, places()),
                sameAreas ? known.succession() : succession());
    }

    private Revision revision() {
        var numbers = new HashMap<String, Long>();
        database.sql("select part, number from territory.revision").query(row -> {
            numbers.put(row.getString(1), row.getLong(2));
        });
        return new Revision(
                number(numbers, Part.AREAS), number(numbers, Part.BOUNDARIES), number(numbers, Part.PLACES));
    }

    private static long number(Map<String, Long> numbers, Part part) {
        var number = numbers.get(part.name());
        if (number == null) {
            throw new IllegalStateException("No revision of " + part);
        }
        return number;
    }

    private AreaTree areas() {
        return new AreaTree(database.sql("select code, name, kind, open from territory.area order by code")
                .query((row, n) -> new Area(
                        new AreaCode(row.getString(1)),
                        row.getString(2),
                        AreaRows.kind(row.getString(3)),
                        row.getBoolean(4)))
                .list());
    }

    private List<PlaceFinder.Place> places() {
        return database.sql("""
                select p.area, p.name || p.aliases as names from territory.place_name p
                join territory.area a on a.code = p.area
                where a.open and p.area >= ? and p.area < ?""")
                .params(root.code(), root.end())
                .query((row, n) -> new PlaceFinder.Place(new AreaCode(row.getString(1)), AreaRows.texts(row, "names")))
                .list();
    }

    private Succession succession() {
        record Step(AreaCode from, AreaCode to) {}
        var steps = database.sql("select predecessor, successor from territory.lineage")
                .query((row, n) -> new Step(new AreaCode(row.getString(1)), new AreaCode(row.getString(2))))
                .list();
        return new Succession(
                steps.stream().collect(groupingBy(Step::from, mapping(Step::to, toList()))),
                steps.stream().collect(groupingBy(Step::to, mapping(Step::from, toList()))));
    }
}
