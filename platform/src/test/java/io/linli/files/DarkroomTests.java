package io.linli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linli.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DarkroomTests {

    private static final byte[] LARGE = SomePhoto.jpeg(7_000, 6_000);
    private static final byte[] SMALL = SomePhoto.jpeg(40, 30);

    @Test
    void asksToComeAgainWhenAllPlacesAreTaken() throws Exception {
        var darkroom = new Darkroom(settings(1, Duration.ofMillis(1))); // less than the large one takes, however fast
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = others.submit(() -> comingAgain(darkroom));

            var refused = new ArrayList<ProblemException>();
            while (!first.isDone()) {
                try {
                    darkroom.develop(SMALL, PhotoHeader.of(SMALL));
                } catch (ProblemException e) {
                    refused.add(e);
                }
            }

            assertThat(refused)
                    .isNotEmpty()
                    .extracting(ProblemException::problem)
                    .containsOnly(FilesProblem.FILES_BUSY);
            assertThat(first.get().copy().width()).as("who was first is served").isEqualTo(2560);
        }
        assertThat(darkroom.develop(SMALL, PhotoHeader.of(SMALL)).copy().width())
                .isEqualTo(40);
    }

    private static Darkroom.Prints comingAgain(Darkroom darkroom) {
        while (true) {
            try {
                return darkroom.develop(LARGE, PhotoHeader.of(LARGE));
            } catch (ProblemException e) {
                assertThat(e.problem()).isEqualTo(FilesProblem.FILES_BUSY);
            }
        }
    }

    @Test
    void givesThePlaceBackAfterADamagedPhoto() {
        var darkroom = new Darkroom(settings(1, Duration.ofMillis(100)));
        var damaged = SomePhoto.pngThatClaims(900, 900);
        for (var i = 0; i < 3; i++) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> darkroom.develop(damaged, PhotoHeader.of(damaged)))
                    .extracting(ProblemException::problem)
                    .isEqualTo(FilesProblem.FILE_DAMAGED);
        }

        assertThat(darkroom.develop(SMALL, PhotoHeader.of(SMALL)).thumbnail().height())
                .isEqualTo(30);
    }

    private static FilesSettings settings(int decoders, Duration patience) {
        return new FilesSettings(
                DataSize.ofMegabytes(20),
                DataSize.ofMegabytes(4),
                Duration.ofSeconds(125),
                50_000_000,
                2560,
                50,
                Duration.ofHours(24),
                decoders,
                patience,
                DataSize.ofMegabytes(96),
                97);
    }
}
