package io.linli.workforce;

import static java.util.Comparator.comparing;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.workforce.DutySource.Counted;
import io.linli.workforce.DutySource.Duty;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is recorded of the three duties of grid workers in a month. The workers stand in the order of their grids and
 * nothing is added up: it shows what was done, and is no score.
 */
@Service
@Transactional(readOnly = true)
public class GridDuties {

    /**
     * One kind of thing that is counted.
     *
     * @param from what it is counted from
     * @param measured false while no module counts it, so that no worker has a number
     */
    public record Kind(Counted what, Duty duty, String name, String from, boolean measured) {}

    /** One worker at one grid; a kind that is not measured is not among the counts. */
    public record Worker(AccountId account, String name, AreaCode grid, String gridName, Map<Counted, Long> counts) {}

    public record Report(AreaCode area, String areaName, YearMonth month, List<Kind> kinds, List<Worker> workers) {}

    private record Serving(Posts.Holder holder, AreaCode grid, String gridName) {}

    private final List<DutySource> sources;
    private final Posts posts;
    private final Grids grids;
    private final Mandate mandate;
    private final MessageSource messages;

    GridDuties(ObjectProvider<DutySource> sources, Posts posts, Grids grids, Mandate mandate, MessageSource messages) {
        this.sources = sources.stream().sorted(comparing(DutySource::what)).toList();
        this.posts = posts;
        this.grids = grids;
        this.mandate = mandate;
        this.messages = messages;
    }

    /** Of an area on the caller's ground; who only works in a grid sees their own line alone. */
    public Report report(AreaCode area, YearMonth month, Caller caller) {
        mandate.check(mandate.known(area).code(), caller);
        boolean others = caller.posts().stream()
                .anyMatch(post -> post.role() != Role.GRID_WORKER
                        && post.role().serves()
                        && post.area().contains(area));
        var serving = grids.in(area).stream()
                .flatMap(grid -> posts.at(grid.code(), Role.GRID_WORKER).stream()
                        .filter(holder -> others || holder.account().equals(caller.id()))
                        .map(holder -> new Serving(holder, grid.code(), grid.name())))
                .toList();
        var counts = counts(serving, month);
        return new Report(
                area,
                mandate.name(area),
                month,
                Arrays.stream(Counted.values()).map(this::kind).toList(),
                serving.stream()
                        .map(one -> new Worker(
                                one.holder().account(),
                                one.holder().name(),
                                one.grid(),
                                one.gridName(),
                                of(one.holder().account(), counts)))
                        .toList());
    }

    private Map<Counted, Map<AccountId, Long>> counts(List<Serving> serving, YearMonth month) {
        var workers =
                serving.stream().map(one -> one.holder().account()).distinct().toList();
        var from = month.atDay(1).atStartOfDay(OrganisationRegister.HERE).toInstant();
        var until = month.plusMonths(1)
                .atDay(1)
                .atStartOfDay(OrganisationRegister.HERE)
                .toInstant();
        var counts = new EnumMap<Counted, Map<AccountId, Long>>(Counted.class);
        sources.forEach(
                source -> counts.put(source.what(), workers.isEmpty() ? Map.of() : source.count(workers, from, until)));
        return counts;
    }

    private static Map<Counted, Long> of(AccountId worker, Map<Counted, Map<AccountId, Long>> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        kind -> Objects.requireNonNullElse(kind.getValue().get(worker), 0L),
                        Long::sum,
                        () -> new EnumMap<>(Counted.class)));
    }

    private Kind kind(Counted what) {
        return new Kind(
                what,
                what.duty(),
                text("duty." + what),
                text("duty." + what + ".from"),
                sources.stream().anyMatch(source -> source.what() == what));
    }

    private String text(String code) {
        return messages.getMessage(code, null, LocaleContextHolder.getLocale());
    }
}
