package io.linli.incident;

import io.linli.files.FileId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 即报即处: a report with what was done about it at once, and photos of that.
 *
 * @param taken where the phone was when it took them
 */
public record Settled(
        Report report,
        String note,
        List<FileId> photos,
        @Nullable Taken taken) {}
