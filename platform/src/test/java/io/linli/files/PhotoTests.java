package io.linli.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What decoding takes of memory. */
class PhotoTests {

    private static final int MB = 1024 * 1024;

    @Test
    void staysWithinBoundsForTheLargestPhotosOfEitherKind() {
        assertThat(megabytesToDecode(SomePhoto.jpeg(8_000, 6_000))).isLessThan(200);
        assertThat(megabytesToDecode(SomePhoto.png(8_000, 6_000))).isLessThan(250);
    }

    private static long megabytesToDecode(byte[] content) {
        var header = PhotoHeader.of(content);
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = thread.getCurrentThreadAllocatedBytes();

        var photo = Photo.decode(content, header);

        var taken = thread.getCurrentThreadAllocatedBytes() - before;
        assertThat(photo.jpeg(480).width()).isPositive();
        return taken / MB;
    }
}
