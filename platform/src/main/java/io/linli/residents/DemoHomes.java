package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.residents.Arrival.Door;
import io.linli.settings.Acting;
import io.linli.settings.SystemScope;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the demo's homes after its start, grid by grid, with plainly made-up people. Each grid's people are the same each
 * time, so what was broken off goes on where it stopped.
 */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class DemoHomes {

    private static final Logger LOG = LoggerFactory.getLogger(DemoHomes.class);

    private static final int BUILDINGS = 4;
    private static final int UNITS = 2;
    private static final int FLOORS = 10;
    private static final int DOORS = 2;
    private static final int PEOPLE_OF_A_GRID = 1_000; // numbers kept apart for each
    private static final int SEQUENCES = 100_000;
    private static final int TOGETHER = 500;

    private final DemoWords words = new DemoWords();
    private final Arrivals arrivals;
    private final Doors doors;
    private final People people;
    private final Territory territory;
    private final Acting acting;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String scale;
    private volatile boolean stopping;

    DemoHomes(
            Arrivals arrivals,
            Doors doors,
            People people,
            Territory territory,
            Acting acting,
            SystemScope system,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${linli.demo.scale:streets}") String scale,
            @Value("${linli.trial:false}") boolean trial) {
        this.arrivals = arrivals;
        this.doors = doors;
        this.people = people;
        this.territory = territory;
        this.acting = acting;
        this.system = system;
        this.transaction = transaction;
        this.clock = clock;
        this.scale = trial ? "none" : scale;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (!scale.equals("none")) {
            Thread.ofVirtual().name("demo-homes").start(this::fillAll);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    private void fillAll() {
        try {
            int made = 0;
            var grids = grids();
            for (int n = 0; n < grids.size() && !stopping; n++) {
                made += fill(grids.get(n), n);
            }
            if (made > 0) {
                LOG.info("{} made-up residents live in {} grids", made, grids.size());
            }
        } catch (RuntimeException e) {
            // the demo works without them, and the next start goes on
            if (!stopping) {
                LOG.warn("The made-up residents are not complete", e);
            }
        }
    }

    private List<AreaCode> grids() {
        var root = territory.root();
        var communities = scale.equals("county") ? below(root, AreaLevel.COMMUNITY) : words.communities();
        return communities
                .filter(root::contains)
                .flatMap(community -> territory.children(community).stream())
                .map(Area::code)
                .toList();
    }

    private Stream<AreaCode> below(AreaCode area, AreaLevel level) {
        return territory.children(area).stream()
                .map(Area::code)
                .flatMap(code -> code.level() == level ? Stream.of(code) : below(code, level));
    }

    /** How many people came to the grid; none when they live there already. */
    int fill(AreaCode grid, int number) {
        var all = people(grid, number);
        if (!doors.find(List.of(all.getLast().door())).isEmpty()) {
            return 0;
        }
        int made = 0;
        for (int from = 0; from < all.size() && !stopping; from += TOGETHER) {
            var batch = all.subList(from, Math.min(all.size(), from + TOGETHER));
            made += system.call(() -> transaction.execute(
                    status -> arrivals.write(batch, area -> true, null).added()));
        }
        words.account(grid)
                .ifPresent(account ->
                        system.run(() -> transaction.executeWithoutResult(status -> own(all.getFirst(), account))));
        return made;
    }

    private void own(Arrival first, String username) {
        var account = acting.account(username).map(AccountId::of).orElse(null);
        if (account != null && people.of(account).isEmpty()) {
            people.by(first.identity()).ifPresent(person -> people.save(person.of(account)));
        }
    }

    /** The same each time. */
    List<Arrival> people(AreaCode grid, int number) {
        var random = new SplittableRandom(Long.parseLong(grid.code()));
        var today = LocalDate.ofInstant(clock.instant(), Rows.CHINA);
        var all = new ArrayList<Arrival>();
        for (int building = 1; building <= BUILDINGS; building++) {
            for (int unit = 1; unit <= UNITS; unit++) {
                for (int floor = 1; floor <= FLOORS; floor++) {
                    for (int door = 1; door <= DOORS; door++) {
                        var place = new Door(
                                grid,
                                words.building(grid, building),
                                null,
                                words.unit(unit),
                                "%d%02d".formatted(floor, door));
                        household(place, random, number, today, all);
                    }
                }
            }
        }
        return all;
    }

    private void household(Door door, SplittableRandom random, int grid, LocalDate today, List<Arrival> all) {
        int size = 1 + random.nextInt(4);
        var area = BigDecimal.valueOf(60 + random.nextInt(80));
        var tenure = random.nextInt(4) == 0 ? StayKind.RENTS : StayKind.OWNS;
        var registration = tenure == StayKind.OWNS ? Registration.HERE : Registration.ELSEWHERE;
        var since = LocalDate.of(2015 + random.nextInt(10), 1 + random.nextInt(12), 1);
        for (int one = 0; one < size; one++) {
            var relation =
                    one == 0 ? Relation.HEAD : one == 1 ? Relation.SPOUSE : one == 2 ? Relation.CHILD : Relation.PARENT;
            int year =
                    switch (relation) {
                        case CHILD -> 2002 + random.nextInt(20);
                        case PARENT -> 1938 + random.nextInt(20);
                        default -> 1965 + random.nextInt(30);
                    };
            int serial = grid * PEOPLE_OF_A_GRID + all.size();
            // the day keeps those apart who have the same sequence
            var born = LocalDate.of(year, 1 + random.nextInt(12), 1 + serial / SEQUENCES % 28);
            var number = MadeUpNumbers.identity(born, serial % SEQUENCES);
            var account = all.isEmpty() ? words.account(door.area()) : Optional.<String>empty();
            var name = account.map(words::nameOf).orElseGet(() -> words.name(random));
            var sex = Rules.sex(number, null);
            var personal = new Personal(name, number, null, born, sex, null, consent(born, today, sex));
            var lives = since.isBefore(born) ? born : since;
            all.add(new Arrival(door, area, personal, registration, relation, one == 0 ? tenure : null, lives, null));
        }
    }

    private @Nullable Consent consent(LocalDate born, LocalDate today, Sex sex) {
        return born.plusYears(Consent.AGE).isAfter(today)
                ? new Consent(words.guardian(), words.parent(sex), born.plusYears(1))
                : null;
    }
}
