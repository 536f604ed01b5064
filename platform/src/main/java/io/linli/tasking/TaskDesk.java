package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.TASK_ENDED;
import static io.linli.tasking.TaskingProblem.TASK_ENDS_ELSEWHERE;
import static io.linli.tasking.TaskingProblem.TASK_NOT_DECLINED;
import static io.linli.tasking.TaskingProblem.TASK_NOT_YOURS;
import static io.linli.tasking.TaskingProblem.TASK_PHOTO_UNKNOWN;
import static io.linli.tasking.TaskingProblem.TASK_POST_ENDED;
import static io.linli.tasking.TaskingProblem.TASK_TAKEN;
import static io.linli.tasking.TaskingProblem.TASK_UNKNOWN;

import io.linli.files.FileId;
import io.linli.files.Files;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.FormerPosts;
import io.linli.identity.Posts;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.privacy.Redaction;
import io.linli.privacy.Vault;
import io.linli.problem.ProblemException;
import io.linli.settings.Idempotency;
import io.linli.settings.Idempotency.Attempt;
import io.linli.settings.PhoneClock;
import io.linli.tasking.MyTasks.Task;
import io.linli.territory.Area;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** One task: what it asks, taking it, and saying that it is done. */
@Service
public class TaskDesk {

    private static final String NOTE = "tasking.note";

    private final JdbcClient database;
    private final MyTasks mine;
    private final Checklists checklists;
    private final WorkItemRows items;
    private final Posts posts;
    private final FormerPosts formerPosts;
    private final Territory territory;
    private final Files files;
    private final Vault vault;
    private final Redaction redaction;
    private final JsonMapper json;
    private final Idempotency idempotency;
    private final Notices notices;
    private final TransactionTemplate reading;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TaskDesk(
            JdbcClient database,
            MyTasks mine,
            Checklists checklists,
            WorkItemRows items,
            Posts posts,
            FormerPosts formerPosts,
            Territory territory,
            Files files,
            Vault vault,
            Redaction redaction,
            JsonMapper json,
            Idempotency idempotency,
            Notices notices,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.mine = mine;
        this.checklists = checklists;
        this.items = items;
        this.posts = posts;
        this.formerPosts = formerPosts;
        this.territory = territory;
        this.files = files;
        this.vault = vault;
        this.redaction = redaction;
        this.json = json;
        this.idempotency = idempotency;
        this.notices = notices;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.events = events;
        this.clock = clock;
    }

    /**
     * One task with what it rests on and what came of it.
     *
     * @param basis the item of the admission list that it was pushed by
     * @param holder who has it, as staff are shown in public
     * @param mayTake whether the caller may take it
     * @param mayEnd whether the caller may say that it is done
     * @param mayDecline whether the caller may say that it cannot be done
     */
    public record Detail(
            Task task,
            @Nullable WorkItem basis,
            @Nullable Checklist checklist,
            @Nullable UUID subject,
            @Nullable String holder,
            @Nullable Result result,
            boolean mayTake,
            boolean mayEnd,
            boolean mayDecline) {}

    /**
     * What came of it.
     *
     * @param done false: it cannot be done, and the note says why
     */
    public record Result(
            boolean done,
            String note,
            Map<String, String> answers,
            @Nullable Integer minutes,
            List<FileId> photos,
            List<UUID> findings,
            @Nullable String by,
            @Nullable Instant happenedAt,
            Instant arrivedAt) {}

    /**
     * What somebody says who has done it.
     *
     * @param minutes how long it took; a help for planning, in nobody's ranking
     * @param findings reports made on the spot, by their ids
     * @param at by the clock of a phone that was without network
     * @param offset milliseconds by which that clock was behind ours
     */
    public record Done(
            String note,
            Map<String, String> answers,
            List<FileId> photos,
            List<UUID> findings,
            @Nullable Integer minutes,
            @Nullable Instant at,
            @Nullable Long offset) {}

    /** A row as it stands, and who may act on it. */
    private record Entry(
            Task task,
            @Nullable AccountId assignee,
            boolean open,
            boolean waitsForCaller,
            @Nullable String checklist,
            int checklistVersion,
            @Nullable UUID workItem,
            @Nullable UUID subject,
            @Nullable AccountId owner,
            @Nullable String about) {}

    @Transactional(readOnly = true)
    public Detail find(UUID id, Caller caller) {
        return detail(get(id, caller), caller);
    }

    /** It is the caller's from now on; the other of two at once is told whose it is. */
    public Detail take(UUID id, @Nullable Instant at, @Nullable Long offset, Caller caller, Attempt attempt) {
        return once(at, offset, caller, attempt, () -> {
            var entry = lock(id, caller);
            mustBeOpen(entry, caller);
            database.sql("update tasking.task set assignee = ?, taken_at = ? where id = ?")
                    .params(caller.id().id(), Rows.at(clock.instant()), id)
                    .update();
            return detail(get(id, caller), caller);
        });
    }

    public Detail done(UUID id, Done done, Caller caller, Attempt attempt) {
        return once(done.at(), done.offset(), caller, attempt, () -> {
            var entry = lock(id, caller);
            mustBeOpen(entry, caller);
            var list =
                    checklists.find(entry.checklist(), entry.checklistVersion()).orElse(null);
            var answers = checklists.checked(list, done.answers());
            var now = clock.instant();
            if (!done.photos().isEmpty()) {
                files.attach(done.photos(), caller.username(), matter(id));
            }
            write(entry, done, answers, caller, now, "DONE");
            events.publishEvent(new TaskDone(
                    id, entry.task().source(), entry.task().area(), entry.subject(), entry.workItem(), now));
            tell(entry, caller, "task-given-done/1");
            return detail(get(id, caller), caller);
        });
    }

    /** Whoever has what was given beside a matter says in a line why it cannot be done. */
    public Detail decline(
            UUID id, String why, @Nullable Instant at, @Nullable Long offset, Caller caller, Attempt attempt) {
        return once(at, offset, caller, attempt, () -> {
            var entry = lock(id, caller);
            mustBeOpen(entry, caller);
            if (!entry.task().source().mayBeDeclined()) {
                throw TASK_NOT_DECLINED.with();
            }
            var now = clock.instant();
            var said = new Done(why, Map.of(), List.of(), List.of(), null, at, offset);
            write(entry, said, Map.of(), caller, now, "NOT_DONE");
            events.publishEvent(
                    new TaskNotDone(id, entry.task().source(), entry.task().area(), now));
            tell(entry, caller, "task-given-not-done/1");
            return detail(get(id, caller), caller);
        });
    }

    /** Who gave it beside a matter reads the answer there. */
    private void tell(Entry entry, Caller caller, String template) {
        var owner = entry.owner();
        var about = entry.about();
        if (about != null && owner != null && !owner.equals(caller.id())) {
            var task = entry.task();
            notices.send(List.of(new Notice(
                    owner.id(), "task-answered:" + task.id(), template, List.of(task.title()), about, task.urgent())));
        }
    }

    private void write(Entry entry, Done done, Map<String, String> answers, Caller caller, Instant now, String state) {
        var id = entry.task().id();
        database.sql("""
                insert into tasking.task_result (task, note, sealed, answers, minutes, photos, findings, done_by,
                    happened_at, arrived_at)
                values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        redaction.redact(done.note()),
                        vault.seal(NOTE, done.note()),
                        json.writeValueAsString(answers),
                        done.minutes(),
                        done.photos().stream().map(FileId::id).toArray(UUID[]::new),
                        done.findings().stream().distinct().toArray(UUID[]::new),
                        caller.id().id(),
                        Rows.atOrNull(PhoneClock.happened(
                                done.at(), done.offset(), entry.task().openedAt(), now)),
                        Rows.at(now)))
                .update();
        database.sql("update tasking.task set state = ?, ended_at = ?, assignee = coalesce(assignee, ?) where id = ?")
                .params(state, Rows.at(now), caller.id().id(), id)
                .update();
    }

    /** A photo of what was done, for those who may see the task. */
    @Transactional(readOnly = true)
    public Files.Content photo(UUID id, FileId photo, boolean small, Caller caller) {
        var result = detail(get(id, caller), caller).result();
        if (result == null || !result.photos().contains(photo)) {
            throw TASK_PHOTO_UNKNOWN.with();
        }
        return small ? files.thumbnail(photo, matter(id)) : files.open(photo, matter(id));
    }

    static String matter(UUID id) {
        return "task:" + id;
    }

    private Detail once(
            @Nullable Instant at, @Nullable Long offset, Caller caller, Attempt attempt, Supplier<Detail> step) {
        try {
            return idempotency.onceSeeing(attempt, step, taken -> taken.task().id(), taken -> again(taken, caller));
        } catch (ProblemException refused) {
            throw reason(refused, at, offset, caller);
        }
    }

    private Detail again(UUID id, Caller caller) {
        return Objects.requireNonNull(reading.execute(status -> detail(get(id, caller), caller)));
    }

    /** To whoever did it in good time, and whose post is over since, "unknown" would say nothing. */
    private ProblemException reason(
            ProblemException refused, @Nullable Instant at, @Nullable Long offset, Caller caller) {
        if (at == null || (refused.problem() != TASK_UNKNOWN && refused.problem() != TASK_NOT_YOURS)) {
            return refused;
        }
        var done = at.plusMillis(offset == null ? 0 : offset);
        return done.isBefore(clock.instant())
                ? formerPosts.heldAt(caller.id(), done).stream()
                        .findFirst()
                        .map(post -> TASK_POST_ENDED.with(
                                territory
                                        .find(post.area())
                                        .map(Area::name)
                                        .orElse(post.area().code()),
                                post.until().atZone(Rows.CHINA).toLocalDate()))
                        .orElse(refused)
                : refused;
    }

    private void mustBeOpen(Entry entry, Caller caller) {
        if (!entry.task().endsHere()) {
            throw TASK_ENDS_ELSEWHERE.with();
        }
        var holder = entry.assignee();
        boolean isHers = holder != null && caller.actsFor(holder);
        if (!entry.open()) {
            throw TASK_ENDED.with();
        }
        if (holder != null && !isHers && entry.waitsForCaller()) {
            throw TASK_TAKEN.with(Objects.requireNonNullElse(name(holder), "—"));
        }
        if (!isHers && !(holder == null && entry.waitsForCaller())) {
            throw TASK_NOT_YOURS.with();
        }
    }

    private Detail detail(Entry entry, Caller caller) {
        var holder = entry.assignee();
        boolean isHers = holder != null && caller.actsFor(holder);
        boolean isFree = holder == null && entry.waitsForCaller();
        boolean endable = entry.open() && entry.task().endsHere();
        var item = entry.workItem();
        return new Detail(
                entry.task(),
                item == null
                        ? null
                        : items.find(item).map(WorkItemRows.Entry::item).orElse(null),
                checklists.find(entry.checklist(), entry.checklistVersion()).orElse(null),
                entry.subject(),
                holder == null ? null : name(holder),
                result(entry.task().id()).orElse(null),
                endable && isFree,
                endable && (isHers || isFree),
                endable && (isHers || isFree) && entry.task().source().mayBeDeclined());
    }

    private Optional<Result> result(UUID id) {
        return database.sql("""
                        select r.*, t.state from tasking.task_result r join tasking.task t on t.id = r.task
                        where r.task = ?""")
                .param(id)
                .query((row, n) -> new Result(
                        row.getString("state").equals("DONE"),
                        row.getString("note"),
                        json.readValue(row.getString("answers"), new TypeReference<Map<String, String>>() {}),
                        row.getObject("minutes", Integer.class),
                        Rows.ids(row, "photos").stream().map(FileId::new).toList(),
                        Rows.ids(row, "findings"),
                        name(new AccountId(Rows.id(row, "done_by"))),
                        Rows.instantOrNull(row, "happened_at"),
                        Rows.instant(row, "arrived_at")))
                .optional();
    }

    private @Nullable String name(AccountId account) {
        return posts.find(account).map(Posts.Holder::name).orElse(null);
    }

    private Entry get(UUID id, Caller caller) {
        return database.sql("select * from tasking.task where id = ?")
                .param(id)
                .query((row, n) -> entry(row, caller))
                .optional()
                .orElseThrow(() -> TASK_UNKNOWN.with(id.toString()));
    }

    private Entry lock(UUID id, Caller caller) {
        return database.sql("select * from tasking.task where id = ? for no key update")
                .param(id)
                .query((row, n) -> entry(row, caller))
                .optional()
                .orElseThrow(() -> TASK_UNKNOWN.with(id.toString()));
    }

    private Entry entry(ResultSet row, Caller caller) throws SQLException {
        var assignee = Rows.idOrNull(row, "assignee");
        var owner = Rows.idOrNull(row, "owner");
        var unit = row.getString("unit");
        var role = row.getString("queue_role");
        var area = row.getString("queue_area");
        boolean waits = caller.posts().stream()
                .anyMatch(post -> (unit != null
                                && post.unit() != null
                                && unit.equals(post.unit().id()))
                        || (post.role().name().equals(role)
                                && post.area().code().equals(area)));
        return new Entry(
                mine.task(row, caller),
                assignee == null ? null : new AccountId(assignee),
                row.getString("state").equals("OPEN"),
                waits,
                row.getString("checklist"),
                row.getInt("checklist_version"),
                Rows.idOrNull(row, "work_item"),
                Rows.idOrNull(row, "subject"),
                owner == null ? null : new AccountId(owner),
                row.getString("about"));
    }
}
