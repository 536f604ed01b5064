package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.LINK_ACCOUNT_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.privacy.AccountData;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which languages and crafts the workers of grids and communities have, as somebody over them has taken down. */
@Service
@Transactional
public class Skills implements AccountData {

    /**
     * Someone who works at an area.
     *
     * @param setBy who took it down last, by name
     */
    public record Worker(
            AccountId account,
            String name,
            Role role,
            AreaCode area,
            String areaName,
            List<Skill> skills,
            @Nullable String setBy,
            @Nullable Instant setAt) {}

    private record Kept(AccountId account, Skill skill, AccountId by, Instant at) {}

    private final JdbcClient database;
    private final Posts posts;
    private final Grids grids;
    private final Mandate mandate;
    private final Acts acts;
    private final Clock clock;

    Skills(JdbcClient database, Posts posts, Grids grids, Mandate mandate, Acts acts, Clock clock) {
        this.database = database;
        this.posts = posts;
        this.grids = grids;
        this.mandate = mandate;
        this.acts = acts;
        this.clock = clock;
    }

    /** Of these people; who has none is not among them. */
    @Transactional(readOnly = true)
    public Map<AccountId, Set<Skill>> of(Collection<AccountId> people) {
        var found = new HashMap<AccountId, Set<Skill>>();
        kept(people)
                .forEach(one -> found.computeIfAbsent(one.account(), who -> EnumSet.noneOf(Skill.class))
                        .add(one.skill()));
        return found;
    }

    /** The workers of the grids and communities of an area on the caller's ground. */
    @Transactional(readOnly = true)
    public List<Worker> workers(AreaCode area, Caller caller) {
        mandate.check(mandate.known(area).code(), caller);
        var places = Stream.concat(grids.levelIn(area, AreaLevel.COMMUNITY).stream(), grids.in(area).stream())
                .toList();
        var people = places.stream()
                .flatMap(place -> at(place).map(Posts.Holder::account))
                .distinct()
                .toList();
        var known = kept(people);
        return places.stream()
                .flatMap(place -> at(place).map(holder -> worker(place, holder, known)))
                .toList();
    }

    /** Takes down all that a worker on the caller's ground can do, in the place of what stood there. */
    public void set(AccountId account, Set<Skill> skills, Caller caller) {
        var post = posts.find(account).stream()
                .flatMap(holder -> holder.posts().stream())
                .filter(Skills::works)
                .findFirst()
                .orElseThrow(() -> LINK_ACCOUNT_UNKNOWN.with(account.toString()).at("account"));
        mandate.check(post.area(), caller);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        database.sql("delete from workforce.worker_skill where account = ?")
                .param(account.id())
                .update();
        for (var skill : skills) {
            database.sql("insert into workforce.worker_skill (account, skill, set_by, set_at) values (?, ?, ?, ?)")
                    .params(account.id(), skill.name(), caller.id().id(), now)
                    .update();
        }
        acts.did(Act.of("worker-skills.set").on("account", account).concerning(List.of(account.toString())));
    }

    @Override
    public void forget(String account) {
        database.sql("delete from workforce.worker_skill where account = ?")
                .param(UUID.fromString(account))
                .update();
    }

    private Stream<Posts.Holder> at(Area place) {
        return posts
                .at(place.code(), place.level() == AreaLevel.GRID ? Role.GRID_WORKER : Role.COMMUNITY_WORKER)
                .stream();
    }

    private static boolean works(Post post) {
        return post.role() == Role.GRID_WORKER || post.role() == Role.COMMUNITY_WORKER;
    }

    private Worker worker(Area place, Posts.Holder holder, List<Kept> known) {
        var own = known.stream()
                .filter(one -> one.account().equals(holder.account()))
                .toList();
        var last = own.isEmpty() ? null : own.getFirst();
        return new Worker(
                holder.account(),
                holder.name(),
                place.level() == AreaLevel.GRID ? Role.GRID_WORKER : Role.COMMUNITY_WORKER,
                place.code(),
                place.name(),
                own.stream().map(Kept::skill).sorted().toList(),
                last == null
                        ? null
                        : posts.find(last.by()).map(Posts.Holder::name).orElse(null),
                last == null ? null : last.at());
    }

    private List<Kept> kept(Collection<AccountId> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        var ids = new LinkedHashSet<>(people).stream().map(AccountId::id).toArray(UUID[]::new);
        return database.sql("select account, skill, set_by, set_at from workforce.worker_skill where account = any (?)")
                .param(ids)
                .query((row, n) -> new Kept(
                        new AccountId(row.getObject("account", UUID.class)),
                        Skill.valueOf(row.getString("skill")),
                        new AccountId(row.getObject("set_by", UUID.class)),
                        Objects.requireNonNull(row.getObject("set_at", OffsetDateTime.class))
                                .toInstant()))
                .list();
    }
}
