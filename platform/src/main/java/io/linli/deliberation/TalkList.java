package io.linli.deliberation;

import static io.linli.deliberation.DeliberationProblem.TALK_UNKNOWN;

import io.linli.deliberation.TalkView.OpinionView;
import io.linli.deliberation.TalkView.Speaker;
import io.linli.deliberation.TalkView.TalkRow;
import io.linli.deliberation.TalkView.Unended;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentRow;
import io.linli.incident.IncidentSearch;
import io.linli.incident.IncidentStatus;
import io.linli.privacy.AccessLog;
import io.linli.privacy.PersonName;
import io.linli.privacy.Redaction;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The talks of the caller's ground, what was said there and how it ended, and what has no end yet. */
@Service
public class TalkList {

    /** What the record of looks calls it. */
    static final String LOOK = "deliberation.speaker";

    private static final int COUNTED = 10_000;

    private final ScopedQuery scoped;
    private final TalkBook book;
    private final IncidentSearch incidents;
    private final Redaction redaction;
    private final Posts posts;
    private final Territory territory;
    private final ObjectProvider<AccessLog> log;
    private final Clock clock;

    TalkList(
            ScopedQuery scoped,
            TalkBook book,
            IncidentSearch incidents,
            Redaction redaction,
            Posts posts,
            Territory territory,
            ObjectProvider<AccessLog> log,
            Clock clock) {
        this.scoped = scoped;
        this.book = book;
        this.incidents = incidents;
        this.redaction = redaction;
        this.posts = posts;
        this.territory = territory;
        this.log = log;
        this.clock = clock;
    }

    /** One page, the latest first; next is absent on the last. */
    public record Page(List<TalkRow> items, @Nullable UUID next) {}

    /** What waits longest first, and how many there are in all. */
    public record Waiting(List<Unended> items, long total) {}

    public Page list(Caller caller, @Nullable AreaCode area, @Nullable UUID after, int size) {
        var query = scoped.from(caller, "deliberation.talk t").select("t.*");
        if (area != null) {
            query.and("t.area >= ? and t.area < ?", area.code(), area.end());
        }
        if (after != null) {
            query.and("t.id < ?", after);
        }
        var found = query.orderBy("t.id desc").limit(size + 1).list((row, n) -> book.talk(row));
        var shown = found.size() > size ? found.subList(0, size) : found;
        var opinions = alike(caller, shown.stream().map(Talk::id).toList());
        return new Page(
                shown.stream()
                        .map(talk -> row(talk, opinions.getOrDefault(talk.id(), List.of()), caller))
                        .toList(),
                found.size() > size ? shown.getLast().id() : null);
    }

    public TalkView get(Caller caller, UUID id) {
        var talk = talk(caller, id);
        var opinions = of(caller, List.of(id)).getOrDefault(id, List.of());
        var known = statuses(caller, opinions);
        return new TalkView(
                talk.id(),
                talk.area(),
                name(talk.area()),
                talk.place(),
                talk.heldAt(),
                name(talk.host()),
                talk.host().equals(caller.id().id()),
                keeps(caller, talk.area()),
                talk.topics(),
                talk.answerBy(),
                opinions.stream().map(one -> view(one, known)).toList(),
                talk.erasedAt());
    }

    /** What has no end yet, that which is due first at the top. */
    public Waiting unended(Caller caller, boolean mine, int size) {
        var items = open(caller, mine)
                .select("o.*, t.place, t.held_at")
                .orderBy("o.due_on, o.id")
                .limit(size)
                .list((row, n) -> {
                    var one = book.opinion(row);
                    return new Unended(
                            one.talk(),
                            row.getString("place"),
                            Rows.instant(row, "held_at"),
                            name(one.area()),
                            view(one, Map.of()));
                });
        return new Waiting(items, open(caller, mine).count(COUNTED).count());
    }

    private ScopedQuery.Query open(Caller caller, boolean mine) {
        var query = scoped.from(caller, "deliberation.opinion o")
                .join("join deliberation.talk t on t.id = o.talk")
                .and("o.ended_at is null");
        return mine ? query.and("t.host = ?", caller.id().id()) : query;
    }

    /** Who said what, in full, for a reason; a look that is recorded. */
    @Transactional
    public List<Speaker> speakers(Caller caller, UUID id, String reason) {
        talk(caller, id);
        var named = of(caller, List.of(id)).getOrDefault(id, List.of()).stream()
                .map(one -> new Speaker(one.id(), one.speaker(), one.words()))
                .toList();
        log.getObject()
                .looked(
                        caller.id().toString(),
                        LOOK,
                        named.stream().map(one -> one.opinion().toString()).toList(),
                        reason);
        return named;
    }

    private Talk talk(Caller caller, UUID id) {
        return scoped.from(caller, "deliberation.talk t")
                .select("t.*")
                .and("t.id = ?", id)
                .first((row, n) -> book.talk(row))
                .orElseThrow(() -> TALK_UNKNOWN.with(id));
    }

    private Map<UUID, List<Opinion>> of(Caller caller, Collection<UUID> talks) {
        return scoped
                .from(caller, "deliberation.opinion o")
                .select("o.*")
                .and("o.talk = any (?)", (Object) talks.toArray(UUID[]::new))
                .orderBy("o.talk, o.number")
                .list((row, n) -> book.opinion(row))
                .stream()
                .collect(Collectors.groupingBy(Opinion::talk));
    }

    /** How many opinions of a talk stand alike. */
    private record Alike(UUID talk, OpinionState state, LocalDate dueOn, int many) {}

    // counted by the database: no opinion is unsealed for a number
    private Map<UUID, List<Alike>> alike(Caller caller, Collection<UUID> talks) {
        return scoped
                .from(caller, "deliberation.opinion o")
                .select("o.talk, o.state, o.due_on, count(*) as many")
                .and("o.talk = any (?)", (Object) talks.toArray(UUID[]::new))
                .groupBy("o.talk, o.state, o.due_on")
                .list((row, n) -> new Alike(
                        Rows.id(row, "talk"),
                        OpinionState.valueOf(row.getString("state")),
                        row.getObject("due_on", LocalDate.class),
                        row.getInt("many")))
                .stream()
                .collect(Collectors.groupingBy(Alike::talk));
    }

    private Map<UUID, IncidentStatus> statuses(Caller caller, List<Opinion> opinions) {
        var ids = opinions.stream()
                .map(Opinion::incident)
                .filter(Objects::nonNull)
                .map(IncidentId::new)
                .toList();
        return incidents.these(caller, ids).stream()
                .collect(Collectors.toMap(row -> row.id().id(), IncidentRow::status));
    }

    private TalkRow row(Talk talk, List<Alike> opinions, Caller caller) {
        var states = new EnumMap<OpinionState, Integer>(OpinionState.class);
        opinions.forEach(one -> states.merge(one.state(), one.many(), Integer::sum));
        return new TalkRow(
                talk.id(),
                talk.area(),
                name(talk.area()),
                talk.place(),
                talk.heldAt(),
                name(talk.host()),
                talk.host().equals(caller.id().id()),
                talk.topics(),
                talk.answerBy(),
                states,
                opinions.stream()
                        .filter(one -> isOverdue(one.state(), one.dueOn()))
                        .mapToInt(Alike::many)
                        .sum());
    }

    private OpinionView view(Opinion one, Map<UUID, IncidentStatus> known) {
        var words = one.words();
        var answer = one.answer();
        return new OpinionView(
                one.id(),
                one.number(),
                one.topic(),
                words == null ? null : redaction.redact(words),
                one.speaker() == null ? null : PersonName.of(one.speaker()).masked(),
                one.state(),
                one.dueOn(),
                isOverdue(one.state(), one.dueOn()),
                answer == null ? null : redaction.redact(answer),
                one.incident(),
                one.incidentNumber(),
                one.incident() == null ? null : known.get(one.incident()),
                one.endedBy() == null ? null : name(one.endedBy()),
                one.endedAt(),
                one.state().next());
    }

    private boolean isOverdue(OpinionState state, LocalDate dueOn) {
        return !state.ended() && dueOn.isBefore(LocalDate.ofInstant(clock.instant(), TalkDesk.ZONE));
    }

    private static boolean keeps(Caller caller, AreaCode area) {
        return caller.posts().stream()
                .anyMatch(post -> post.role().serves() && post.area().contains(area));
    }

    private String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }

    private @Nullable String name(UUID account) {
        return posts.find(new AccountId(account)).map(Posts.Holder::name).orElse(null);
    }
}
