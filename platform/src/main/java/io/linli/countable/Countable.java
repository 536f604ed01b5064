package io.linli.countable;

import io.linli.identity.Caller;
import io.linli.journal.JournalEntry;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something of a module's own that figures can be made of. A bean of this type is all that a module brings: what its events
 * count is kept by day and by who may see it, and shown as the indicators that it defines.
 */
public interface Countable {

    /** Its own for ever: the numbers are kept under it. Lower-case words with hyphens, at most 40 characters. */
    String key();

    /** The indicators that it comes with. Once they are there they are data, which people may change. */
    List<IndicatorDefinition> indicators();

    /**
     * What these events add. Each is asked for once in each count, in the journal's order and in the system's scope. What an
     * event does not say may be looked up in the module's own rows, as far as that never changes again.
     */
    List<Count> counts(List<JournalEntry> entries);

    /** The same from the module's own rows alone, for a check: all that there are, in the system's scope. */
    List<Count> recount();

    /** What opens the rows, as it does in the module itself; null: whoever reads figures may read them too. */
    @Nullable
    String permission();

    /** The rows that a number is made of, those that the caller may see, newest first. */
    List<Row> rows(Caller caller, Wanted wanted);

    /**
     * Which rows.
     *
     * @param last the last day, included, as {@code first} is; days of China
     * @param above only what counts above the line, or only what does not; null: all
     * @param after the row behind which to go on; null: from the newest
     * @param most 1 to 201
     */
    record Wanted(
            AreaCode area,
            LocalDate first,
            LocalDate last,
            @Nullable Boolean above,
            @Nullable Place after,
            int most) {}

    /** A place in the rows. */
    record Place(Instant at, UUID id) {}

    /**
     * One row.
     *
     * @param at by which it counts
     * @param words what it is, in the reader's language, without anybody's name
     * @param above how much it adds above the line, {@code of} below it
     * @param path of the page on the desk that shows it; null where there is none
     */
    record Row(
            UUID id,
            Instant at,
            AreaCode area,
            String words,
            long above,
            long of,
            @Nullable String path) {}
}
