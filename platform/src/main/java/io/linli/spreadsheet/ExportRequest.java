package io.linli.spreadsheet;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is to leave, and who takes it.
 *
 * @param name of the list, for those who keep the record
 * @param who as the watermark names them
 * @param personalRows how many rows hold personal data that is not masked, or tell by more than a name whom they are about;
 *     0 for none
 * @param purpose what it is for, where that is known before; above the limit the second person's word tells it
 * @param approval the second person's word, asked for above the limit
 */
public record ExportRequest(
        String name,
        String title,
        List<Heading> columns,
        SheetFormat format,
        Locale language,
        String who,
        long personalRows,
        @Nullable String purpose,
        @Nullable String approval) {

    public record Heading(String text, ColumnType type) {}
}
