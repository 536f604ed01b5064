package io.linli.spreadsheet;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every pass over a file needs. */
@Component
class ImportPasses {

    private final ImportWork work;
    private final ListTexts texts;
    private final SpreadsheetSettings settings;
    private final TransactionTemplate transaction;

    ImportPasses(
            ImportWork work, ListTexts texts, SpreadsheetSettings settings, PlatformTransactionManager transactions) {
        this.work = work;
        this.texts = texts;
        this.settings = settings;
        transaction = new TransactionTemplate(transactions);
    }

    ImportPass over(ImportJob job, ImportList list, byte[] content, UUID worker, BooleanSupplier stopping) {
        var reader = SheetReader.open(content, list, job.context(), texts, job.language(), settings);
        return new ImportPass(job, list, reader, work, transaction, worker, settings.batch(), stopping);
    }
}
