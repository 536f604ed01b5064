package io.linli.files;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What a test lets the gauge of the disk show, to uploads and to the watch alike; else it shows what is. */
public final class DiskGauge {

    private static volatile @Nullable Integer shown;

    private DiskGauge() {}

    /** Back to what is. */
    public interface Shown extends AutoCloseable {
        @Override
        void close();
    }

    public static Shown at(int percent) {
        shown = percent;
        return () -> shown = null;
    }

    public static int or(IntSupplier real) {
        var percent = shown;
        return percent == null ? real.getAsInt() : percent;
    }
}
