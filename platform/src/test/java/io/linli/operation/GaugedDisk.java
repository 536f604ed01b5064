package io.linli.operation;

import io.linli.files.DiskGauge;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The disk itself, with the gauge of tests. */
@Component
@Primary
class GaugedDisk implements DiskSpace {

    private final DataDisk disk;

    GaugedDisk(DataDisk disk) {
        this.disk = disk;
    }

    @Override
    public int percentFull() {
        return DiskGauge.or(disk::percentFull);
    }

    @Override
    public long megabytesFree() {
        return disk.megabytesFree();
    }
}
