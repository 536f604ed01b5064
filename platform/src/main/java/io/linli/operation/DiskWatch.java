package io.linli.operation;

import io.linli.settings.Adjustments;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether the disk fills up. At the second limit uploads are refused, so that reports still find room. */
@Component
class DiskWatch implements Watch {

    private final DiskSpace disk;
    private final Adjustments adjustments;
    private final int full;

    DiskWatch(
            DiskSpace disk,
            Adjustments adjustments,
            @Value("${linli.files.full-at:97}") int full,
            MeterRegistry measures) {
        this.disk = disk;
        this.adjustments = adjustments;
        this.full = full;
        Gauge.builder("linli.disk.full", disk, DiskSpace::percentFull)
                .baseUnit("percent")
                .description("How full the disk of the data folder is")
                .register(measures);
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Finding look() {
        var percent = disk.percentFull();
        var state = percent >= full
                ? State.ALARM
                : percent >= adjustments.of(OperationAdjustables.DISK_WARNING) ? State.WARNING : State.OK;
        return Finding.of(state, percent, disk.megabytesFree());
    }
}
