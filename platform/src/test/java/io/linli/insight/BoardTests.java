package io.linli.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.insight.Board.Entry;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BoardTests {

    private final Board board = new Board(10, 3);

    @Test
    void tellsWhatHappenedBehindAPlaceInOrder() {
        board.add(entries(11, 12, 13));

        assertThat(board.after(11)).extracting(Entry::place).containsExactly(12L, 13L);
        assertThat(board.after(13)).isEmpty();
        assertThat(board.last()).isEqualTo(13);
    }

    @Test
    void takesNothingTwice() {
        board.add(entries(11, 12));
        board.add(entries(12, 13));

        assertThat(board.after(10)).extracting(Entry::place).containsExactly(11L, 12L, 13L);
    }

    @Test
    void saysThatSomethingWasMissedByWhoeverReadsTooSlowly() {
        board.add(entries(11, 12, 13, 14));

        assertThat(board.after(10)).isNull();
        assertThat(board.after(11)).extracting(Entry::place).containsExactly(12L, 13L, 14L);
    }

    private static List<Entry> entries(long... places) {
        return LongStream.of(places).mapToObj(SomeNews::at).toList();
    }
}
