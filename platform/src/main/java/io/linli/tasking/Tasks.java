package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.territory.AreaCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opens and ends tasks for other modules, in their transactions. A matter has at most one open task. */
public interface Tasks {

    /** Gathers the write of a new task; the matter's earlier open task, if any, ends as handed on. */
    void open(NewTask task);

    /** Ends the matter's open task. */
    void finish(String matter, Instant at);

    /**
     * What is to be done.
     *
     * @param matter such as {@code incident:<id>}
     * @param title says what to do, without personal data
     * @param assignee null when it waits in the queue of the unit or the area's intake post
     */
    record NewTask(
            String matter,
            String title,
            AreaCode area,
            @Nullable OrgUnitId unit,
            @Nullable AccountId assignee,
            Instant openedAt,
            @Nullable Instant dueAt,
            boolean urgent) {}
}
