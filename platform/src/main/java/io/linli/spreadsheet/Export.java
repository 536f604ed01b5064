package io.linli.spreadsheet;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An export under way: rows go out as they come, so that a million take no more memory than ten. */
public interface Export extends AutoCloseable {

    /**
     * One row: texts, numbers, days, times. An {@link java.time.Instant} is written in the time of China; what prints
     * masked (a {@link io.linli.privacy.PhoneNumber}, say) is written masked.
     */
    void row(List<? extends @Nullable Object> cells) throws IOException;

    /** Ends the file; without it, it is broken. */
    @Override
    void close() throws IOException;
}
