package io.linli.operation;

import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import java.util.List;
import org.springframework.stereotype.Component;

/** When operators are warned. */
@Component
class OperationAdjustables implements AdjustableCatalogue {

    static final String DISK_WARNING = "operation.disk-warning";
    static final String BACKUP_ALARM = "operation.backup-alarm";

    private static final int A_MONTH = 31 * 24;

    private final OperationSettings settings;

    OperationAdjustables(OperationSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Adjustable> adjustables() {
        return List.of(
                new Adjustable(DISK_WARNING, settings.diskWarning(), 1, 100),
                new Adjustable(BACKUP_ALARM, settings.backupAlarm().toHours(), 1, A_MONTH));
    }
}
