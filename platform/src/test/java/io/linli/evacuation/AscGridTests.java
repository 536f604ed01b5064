package io.linli.evacuation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.linli.evacuation.AscGrid.Frame;
import io.linli.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AscGridTests {

    private static final String HEAD = "ncols 3\nnrows 2\nxllcorner 113.6\nyllcorner 28.1\ncellsize 0.0005\n";

    private final List<Frame> frames = new ArrayList<>();
    private final List<List<Float>> lines = new ArrayList<>();

    private void read(String text) throws IOException {
        AscGrid.read(new ByteArrayInputStream(text.getBytes(US_ASCII)), frames::add, (number, heights) -> {
            var line = new ArrayList<Float>();
            for (float height : heights) {
                line.add(height);
            }
            lines.add(line);
        });
    }

    @Test
    void tellsWhereItLiesAndEachLineFromTheNorth() throws IOException {
        read(HEAD + "NODATA_value -9999\n 48.5 49 -9999\n50.25\t51 NaN\n");

        assertThat(frames).containsExactly(new Frame(3, 2, 113.6, 28.1, 0.0005, -9999));
        assertThat(frames.getFirst().north()).isCloseTo(28.101, within(1e-9));
        assertThat(lines).containsExactly(List.of(48.5f, 49f, Float.NaN), List.of(50.25f, 51f, Float.NaN));
    }

    @Test
    void takesTheMiddleOfTheFirstCellAndLinesThatAreBrokenAnywhere() throws IOException {
        read("NCOLS 2\r\nNROWS 2\r\nXLLCENTER 113.60025\r\nYLLCENTER 28.10025\r\nCELLSIZE 0.0005\r\n1\r\n2 3\r\n4");

        assertThat(frames.getFirst().west()).isCloseTo(113.6, within(1e-9));
        assertThat(frames.getFirst().south()).isCloseTo(28.1, within(1e-9));
        assertThat(lines).containsExactly(List.of(1f, 2f), List.of(3f, 4f));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ncols 3; ncols x; TERRAIN_HEADER_UNFIT
                    ncols 3; ncols 3 ncols 3; TERRAIN_HEADER_UNFIT
                    ncols 3; ncols 2.5; TERRAIN_HEADER_UNFIT
                    ncols 3; ncols 0; TERRAIN_HEADER_UNFIT
                    ncols 3; rows 3; TERRAIN_HEADER_UNFIT
                    ncols 3; ncols 30000; TERRAIN_TOO_LARGE
                    nrows 2; nrows -2; TERRAIN_HEADER_UNFIT
                    cellsize 0.0005; cellsize NaN; TERRAIN_HEADER_UNFIT
                    cellsize 0.0005; cellsize 0; TERRAIN_NOT_DEGREES
                    cellsize 0.0005; cellsize 0.01; TERRAIN_CELL_TOO_WIDE
                    xllcorner 113.6; xllcorner 500000; TERRAIN_NOT_DEGREES
                    48 49 50; 48 49 9001; TERRAIN_VALUE_UNFIT
                    48 49 50; 48 49 -501; TERRAIN_VALUE_UNFIT
                    48 49 50; 48 49 1e999; TERRAIN_VALUE_UNFIT
                    48 49 50; 48 49 abc; TERRAIN_VALUE_UNFIT
                    48 49 50; 48 49; TERRAIN_COUNT_UNFIT
                    48 49 50; 48 49 50 51; TERRAIN_COUNT_UNFIT
                    """)
    void saysWhatIsWrong(String right, String wrong, String code) {
        var text = (HEAD + "48 49 50\n51 52 53\n").replace(right, wrong);

        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo(code));
    }

    @Test
    void isNotKeptBusyByBlanksThatTakeNoRoomWherePacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEAD + "48 49 50\n51 52 53" + " ".repeat(500_000)).getBytes(US_ASCII));
        }
        assertThat(packed.size()).isLessThan(2_000);

        assertThatThrownBy(() -> read(packed, 400_000))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo("TERRAIN_TOO_LARGE"));
        lines.clear();
        read(packed, 600_000);
        assertThat(lines).hasSize(2);
    }

    private void read(ByteArrayOutputStream packed, long most) throws IOException {
        AscGrid.read(
                new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())),
                most,
                frames::add,
                (number, heights) -> lines.add(List.of()));
    }

    @Test
    void isNotKeptBusyByAWordWithoutEnd() {
        assertThatThrownBy(() -> read("n".repeat(1_000_000))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(ProblemException.class);
    }
}
