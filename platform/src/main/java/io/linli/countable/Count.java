package io.linli.countable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * So much more on a day, of what these people may see.
 *
 * @param day of China
 * @param above the line, {@code of} below it; never one without a day, and less than none only to take back what was counted
 */
public record Count(LocalDate day, Seen seen, long above, long of) {

    /** By whom the rows behind it are seen: what stands in the columns of the same names. The assignee is who did it. */
    public record Seen(
            String area,
            @Nullable String unit,
            @Nullable String restricted,
            @Nullable UUID assignee,
            @Nullable UUID owner,
            @Nullable String hiddenFrom) {

        /** From those columns of a row. */
        public static Seen of(ResultSet row) throws SQLException {
            return new Seen(
                    row.getString("area"),
                    row.getString("unit"),
                    row.getString("restricted"),
                    row.getObject("assignee", UUID.class),
                    row.getObject("owner", UUID.class),
                    row.getString("hidden_from"));
        }
    }
}
