package io.linli.settings;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns a failure of one's own among the gathered {@link Writes} into the refusal that the caller is told. */
public interface WriteRefusal {

    /** The refusal, or null when the failure is not of this module's making. */
    @Nullable
    RuntimeException refusalOf(SQLException failure);
}
