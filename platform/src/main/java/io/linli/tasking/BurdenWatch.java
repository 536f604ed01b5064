package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import io.linli.settings.Adjustments;
import io.linli.settings.SystemScope;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the post above, once a week, when a worker was given more tasks, or filled in more forms, than the cap allows. */
@Component
class BurdenWatch implements AdjustableCatalogue {

    private static final int MOST = 1_000;

    private final JdbcClient database;
    private final Posts posts;
    private final Workers workers;
    private final Forms forms;
    private final Notices notices;
    private final Territory territory;
    private final Adjustments adjustments;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BurdenWatch(
            JdbcClient database,
            Posts posts,
            Workers workers,
            Forms forms,
            Notices notices,
            Territory territory,
            @org.springframework.context.annotation.Lazy Adjustments adjustments,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.posts = posts;
        this.workers = workers;
        this.forms = forms;
        this.notices = notices;
        this.territory = territory;
        this.adjustments = adjustments;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** None is set when it ships: how much is too much is for the place to say. */
    @Override
    public List<Adjustable> adjustables() {
        return List.of(new Adjustable(Burden.CAP, 0, 0, 1_000), new Adjustable(Burden.FORMS_CAP, 0, 0, 1_000));
    }

    @Scheduled(fixedDelayString = "${linli.tasking.burden:1h}", initialDelayString = "${linli.tasking.burden:1h}")
    void look() {
        long cap = adjustments.of(Burden.CAP);
        if (cap > 0) {
            warn(cap, territory.root());
        }
        long most = adjustments.of(Burden.FORMS_CAP);
        if (most > 0) {
            warnOfForms(most, territory.root());
        }
        forget();
    }

    private record Busy(AccountId account, long number) {}

    /** Of those whose tasks lie in that area. */
    void warn(long cap, AreaCode within) {
        system.run(() -> transaction.executeWithoutResult(status -> {
            var since = Burden.since(clock.instant());
            tell(busy(cap, within, Rows.startOf(since)), "burden:", "tasking-burden/1", cap);
        }));
    }

    /** Of the grid workers of that area. */
    void warnOfForms(long cap, AreaCode within) {
        system.run(() -> transaction.executeWithoutResult(status -> {
            var filled = forms.ofThisWeek(workers.of(within)).entrySet().stream()
                    .filter(each -> Burden.isOver(each.getValue(), cap))
                    .limit(MOST)
                    .map(each -> new Busy(each.getKey(), each.getValue()))
                    .toList();
            tell(filled, "burden-forms:", "tasking-burden-forms/1", cap);
        }));
    }

    private void tell(List<Busy> those, String matter, String template, long cap) {
        var since = Burden.since(clock.instant());
        var news = new ArrayList<Notice>();
        for (var busy : those) {
            posts.find(busy.account()).stream()
                    .flatMap(holder -> holder.posts().stream())
                    .flatMap(post -> above(post)
                            .map(boss -> new Notice(
                                    boss.account().id(),
                                    matter + busy.account() + ":" + since,
                                    template,
                                    List.of(name(post.area()), String.valueOf(busy.number()), String.valueOf(cap)),
                                    null,
                                    false)))
                    .forEach(news::add);
        }
        notices.send(news);
    }

    /** Only this week's number is read; the one before stays for whoever asks why they were warned. */
    void forget() {
        var before = Burden.since(clock.instant()).minusWeeks(1);
        transaction.executeWithoutResult(status -> database.sql("delete from tasking.asked_at_doors where week < ?")
                .param(before)
                .update());
    }

    private List<Busy> busy(long cap, AreaCode within, java.time.Instant since) {
        return database.sql("""
                        select assignee, count(*) as given from tasking.task
                        where assignee is not null and opened_at >= ? and area >= ? and area < ?
                        group by assignee having count(*) > ? order by assignee limit ?""")
                .params(Rows.at(since), within.code(), within.end(), cap, MOST)
                .query((row, n) -> new Busy(new AccountId(Rows.id(row, "assignee")), row.getLong("given")))
                .list();
    }

    private Stream<Posts.Holder> above(Post post) {
        return switch (post.role()) {
            case GRID_WORKER -> posts.at(post.area().at(AreaLevel.COMMUNITY), Role.COMMUNITY_WORKER).stream();
            case COMMUNITY_WORKER -> posts.at(post.area().at(AreaLevel.STREET), Role.STREET_STAFF).stream();
            case STREET_STAFF -> posts.at(post.area().at(AreaLevel.COUNTY), Role.DISTRICT_STAFF).stream();
            default -> Stream.empty();
        };
    }

    private String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }
}
