package io.linli.files;

import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The storage itself, with the gauge of tests. */
@Component
@Primary
class GaugedStorage implements FileStorage {

    private final DiskStorage disk;

    GaugedStorage(DiskStorage disk) {
        this.disk = disk;
    }

    @Override
    public void put(String name, byte[] content) {
        disk.put(name, content);
    }

    @Override
    public byte[] get(String name) {
        return disk.get(name);
    }

    @Override
    public void delete(String name) {
        disk.delete(name);
    }

    @Override
    public int percentFull() {
        return DiskGauge.or(disk::percentFull);
    }
}
