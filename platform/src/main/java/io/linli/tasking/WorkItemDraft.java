package io.linli.tasking;

import io.linli.identity.OrgUnitId;
import io.linli.tasking.WorkItem.Kind;
import io.linli.tasking.WorkItem.Period;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item as it is proposed. Money is in fen. */
public record WorkItemDraft(
        String title,
        Kind kind,
        OrgUnitId unit,
        String basis,
        String authority,
        long cost,
        @Nullable String fund,
        @Nullable Long fundAmount,
        Period period,
        List<AreaLevel> levels,
        AreaCode area,
        LocalDate validFrom,
        LocalDate validUntil) {}
