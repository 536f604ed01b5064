package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens and ends tasks for other modules, in their transactions. A matter has at most one open task. */
public interface Tasks {

    /** Gathers the write of the first task of a new matter. */
    void open(NewTask task);

    /** Gathers the write of a new task; the matter's earlier open task, if any, ends as handed on. */
    void handOn(NewTask task);

    /** The matter's open task, if any, is to be done until then; null: its clock stands. */
    void move(String matter, @Nullable Instant due);

    /** Ends the matter's open task, if any. */
    void finish(String matter, Instant at);

    /**
     * Gathers a write: the matters are at another area now, since the ground was divided anew. Their open tasks are to be
     * done there, and what waits for a post at one of the areas that are gone waits for that of the new one.
     */
    void relocate(Collection<String> matters, AreaCode area, Collection<AreaCode> gone);

    /** Gathers the write of a task that ends here, with evidence; tells its id. A matter has one at a time. */
    UUID give(FieldTask task);

    /**
     * The same beside a matter of another module: it may be answered that it cannot be done, and its owner is told of the
     * answer. Its source is {@link TaskSource#GIVEN}.
     */
    UUID give(FieldTask task, Beside beside);

    /**
     * Whatever was given beside that matter, oldest first, of more than 200 the newest. Who asks says who may see it: they who may see the
     * matter need not see what else a worker has to do.
     */
    List<Given> beside(String about);

    /** How many of those are not answered yet. */
    int openBeside(String about);

    /**
     * Who does what is given to an area: the worker of a grid, chosen as for any other task, or whoever takes it at the post
     * of a larger area.
     */
    Assignment at(AreaCode area);

    /** The one named, through the post of that area. */
    Assignment of(AccountId account, AreaCode area);

    /**
     * What a task stands beside, which is hidden as that is.
     *
     * @param about the matter, such as {@code incident:<id>}: the notice of the answer leads there
     */
    record Beside(
            String about,
            @Nullable String restricted,
            @Nullable AreaCode hiddenFrom) {}

    /**
     * What was given beside a matter, and what came of it.
     *
     * @param assignee who has it; null while it waits for anybody of the queue
     * @param done null while nobody has answered; false: it cannot be done
     * @param answer in a line, with the numbers of persons replaced
     */
    record Given(
            UUID id,
            String title,
            @Nullable String words,
            AreaCode area,
            @Nullable AccountId assignee,
            @Nullable AccountId owner,
            Instant openedAt,
            @Nullable Instant dueAt,
            @Nullable Boolean done,
            @Nullable Instant endedAt,
            @Nullable String answer,
            @Nullable AccountId by) {}

    /**
     * Something whose matter has no steps of its own: whoever has it says here that it is done, with a note, photos and the
     * answers of its checklist.
     *
     * @param matter such as {@code push:<id>/<area>}, whose it is to know what came of it
     * @param words what is asked, with the numbers of persons replaced
     * @param owner who asked, and may see it
     * @param checklist its code; the newest version is the one that is answered
     * @param workItem the item of the admission list that it rests on
     * @param subject the survey, or the plan of patrols
     */
    record FieldTask(
            String matter,
            TaskSource source,
            String title,
            @Nullable String words,
            AreaCode area,
            @Nullable String place,
            Assignment to,
            @Nullable AccountId owner,
            @Nullable String checklist,
            @Nullable UUID workItem,
            @Nullable UUID subject,
            Instant openedAt,
            @Nullable Instant dueAt,
            boolean urgent) {}

    /**
     * What is to be done.
     *
     * @param matter such as {@code incident:<id>}
     * @param title says what to do, without personal data
     * @param area where it is to be done
     * @param place in words, without personal data
     * @param hiddenFrom posts at that area and below it do not see it
     */
    record NewTask(
            String matter,
            String title,
            AreaCode area,
            @Nullable String place,
            Assignment to,
            @Nullable String restricted,
            @Nullable AreaCode hiddenFrom,
            Instant openedAt,
            @Nullable Instant dueAt,
            boolean urgent) {}

    /**
     * Whose it is.
     *
     * @param assignee null when it waits in the queue of the unit or of the post
     */
    record Assignment(
            @Nullable AccountId assignee,
            @Nullable OrgUnitId unit,
            @Nullable Queue queue) {}

    /** The desk at an area where whoever holds the role takes the next. */
    record Queue(Role role, AreaCode area) {}
}
