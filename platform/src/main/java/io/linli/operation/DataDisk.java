package io.linli.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The disk as the system sees it. */
@Component
class DataDisk implements DiskSpace {

    private final Path home;

    DataDisk(@Value("${linli.data-dir}") Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    @Override
    public int percentFull() {
        try {
            return (int) (100 - store().getUsableSpace() * 100 / Math.max(1, store().getTotalSpace()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long megabytesFree() {
        try {
            return store().getUsableSpace() >> 20;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileStore store() throws IOException {
        Files.createDirectories(home);
        return Files.getFileStore(home);
    }
}
