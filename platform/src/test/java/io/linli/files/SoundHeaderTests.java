package io.linli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.files.SoundHeader.Format;
import io.linli.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of one and a half seconds, as browsers write them: a live WebM does not know its own length. */
class SoundHeaderTests {

    @ParameterizedTest
    @CsvSource({"live.webm, WEBM", "voice.ogg, OGG", "voice.mp4, MP4", "fragments.mp4, MP4"})
    void findsTheRealTypeAndTheLength(String name, Format format) {
        var header = SoundHeader.of(SomeSound.of(name));

        assertThat(header.format()).isEqualTo(format);
        assertThat(header.length().toMillis()).isBetween(1_400L, 1_650L);
    }

    @ParameterizedTest
    @CsvSource({"video.webm", "vorbis.ogg"})
    void takesNoPicturesAndNoOtherCodec(String name) {
        refused(SomeSound.of(name), FilesProblem.FILE_FORMAT_NOT_TAKEN);
    }

    @ParameterizedTest
    @CsvSource({"live.webm", "voice.ogg", "voice.mp4", "fragments.mp4"})
    void isRefusedWhenItIsCutOffOrGarbled(String name) {
        var whole = SomeSound.of(name);
        refused(Arrays.copyOf(whole, 40), FilesProblem.FILE_DAMAGED, FilesProblem.FILE_FORMAT_NOT_TAKEN);
        var dice = new Random(20261122);
        for (int round = 0; round < 2_000; round++) {
            var garbled = whole.clone();
            for (int n = 0; n < 6; n++) {
                garbled[4 + dice.nextInt(whole.length - 4)] = (byte) dice.nextInt();
            }
            try {
                assertThat(SoundHeader.of(garbled).length()).isGreaterThanOrEqualTo(Duration.ZERO);
            } catch (ProblemException refused) {
                assertThat(refused.problem()).isIn(FilesProblem.FILE_DAMAGED, FilesProblem.FILE_FORMAT_NOT_TAKEN);
            }
        }
    }

    @Test
    void isNotWhatANameSays() {
        assertThat(SoundHeader.isOne("voice.webm".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(SoundHeader.isOne(SomePhoto.heic())).isFalse();
        assertThat(SoundHeader.isOne(SomePhoto.jpeg(8, 8))).isFalse();
    }

    private static void refused(byte[] content, FilesProblem... as) {
        assertThatThrownBy(() -> SoundHeader.of(content))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isIn((Object[]) as));
    }
}
