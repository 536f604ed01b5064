package io.linli.operation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a long work is, for a person at a terminal; silent where nobody looks. */
final class Progress implements LongConsumer, AutoCloseable {

    private static final int MEGABYTE = 1 << 20;

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static Progress none() {
        return new Progress(null);
    }

    static Progress ofCommand(String task) {
        return isTerminal()
                ? new Progress(new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(" MB", MEGABYTE)
                        .setInitialMax(-1)
                        .build())
                : none();
    }

    private static boolean isTerminal() {
        try {
            return Path.of("/proc/self/fd/2").toRealPath().startsWith("/dev");
        } catch (IOException e) {
            return false; // a pipe has no path
        }
    }

    /** About so much is to be done. */
    void expect(long bytes) {
        if (bar != null) {
            bar.maxHint(bytes);
        }
    }

    @Override
    public void accept(long bytes) {
        if (bar != null) {
            bar.stepBy(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
