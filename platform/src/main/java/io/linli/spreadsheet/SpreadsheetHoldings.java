package io.linli.spreadsheet;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import org.springframework.stereotype.Component;

/** What uploaded lists hold about people, until {@link OldImports} clears them away some days later. */
@Component
class SpreadsheetHoldings implements PersonalData {

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.sensitive("spreadsheet.import")
                .encrypted(
                        "spreadsheet.import_job.key",
                        "spreadsheet.import_job.file_name",
                        "spreadsheet.import_job.headings",
                        "spreadsheet.import_job.details",
                        "spreadsheet.import_part.content",
                        "spreadsheet.import_fault.details"));
    }
}
