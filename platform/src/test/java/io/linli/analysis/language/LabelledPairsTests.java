package io.linli.analysis.language;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.language.LabelledPairs.Pair;
import io.linli.analysis.language.PostPairs.Stratum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two readers said of pairs of posts, and what the candidates for duplicates are worth by it. */
class LabelledPairsTests {

    private static final Path COMMITTED = Path.of("src/test/resources/analysis/duplicate-pairs.csv");
    private static final Path PAGE = Path.of("../docs/duplicates.md");

    @TempDir
    Path folder;

    @Test
    void tellHowFarTwoReadersAgreeBeyondChance() throws IOException {
        var labels = pairs("yes,yes,", 4, "no,no,", 3, "yes,no,", 2, "no,yes,", 1, "yes,,", 5)
                .agreement();

        assertThat(labels.read()).isEqualTo(10);
        assertThat(labels.disagreed()).isEqualTo(3);
        assertThat(labels.disagreedIn()).containsExactly(Map.entry(Stratum.OVERLAP, 3));
        // seven of ten alike, where chance alone gives five
        assertThat(labels.kappa()).isCloseTo(0.4, within(1e-9));
        assertThat(pairs("yes,,", 2).agreement().kappa()).isNull();
        assertThatThrownBy(() -> pairs("maybe,no,", 1)).isInstanceOf(LabFile.Unfit.class);
    }

    @Test
    void tellPrecisionAndRecallByWhatWasSettledToo() throws IOException {
        var posts = new HashMap<String, Post>();
        var day = LocalDateTime.of(2019, 7, 1, 8, 0);
        posts.put("a", Post.of("a", day, "示例花园小区路灯不亮", "示例花园小区东门路灯坏了三天", 0, 0));
        posts.put("b", Post.of("b", day.plusDays(2), "示例花园小区路灯坏了", "示例花园小区东门路灯坏了三天", 0, 0));
        posts.put("c", Post.of("c", day.plusDays(31), "示例花园小区路灯坏了", "示例花园小区东门路灯坏了三天", 0, 0));
        var file = folder.resolve("three.csv");
        Files.writeString(file, """
                stratum,one,other,first,second,settled
                OVERLAP,a,b,yes,yes,yes
                OVERLAP,a,c,yes,no,yes
                RANDOM,b,c,no,no,no
                """);
        var pairs = LabelledPairs.read(file);

        var agreed = pairs.judged(Pair::agreed, posts);
        var settled = pairs.judged(Pair::settled, posts);

        assertThat(PairsCommand.table(agreed))
                .containsExactly(
                        "| ALL | 2 | 1 | 2 | 1 | 0.500 (0.095–0.905) | 1.000 (0.207–1.000) |",
                        "| NEAR | 2 | 1 | 2 | 1 | 0.500 (0.095–0.905) | 1.000 (0.207–1.000) |",
                        "| RANDOM | 1 | 0 | 1 | 0 | 0.000 (0.000–0.793) | – |",
                        "| SAME_PLACE | 0 | 0 | 0 | 0 | – | – |",
                        "| OVERLAP | 1 | 1 | 1 | 1 | 1.000 (0.207–1.000) | 1.000 (0.207–1.000) |");
        assertThat(settled.all().same()).isEqualTo(2);
        assertThat(settled.all().shownRightly())
                .as("what lies more than 30 days apart is not compared")
                .isEqualTo(1);
        assertThat(requireNonNull(settled.all().recall()).share()).isEqualTo(0.5);
    }

    @Test
    void areTheThreeHundredThatThePageTellsOf() throws IOException {
        var pairs = LabelledPairs.read(COMMITTED);
        var readers = pairs.agreement();

        assertThat(pairs.pairs()).hasSize(300).allMatch(pair -> pair.settled() != null);
        assertThat(pairs.pairs().stream()
                        .filter(pair -> pair.agreed() != null)
                        .allMatch(pair -> Objects.equals(pair.agreed(), pair.settled())))
                .as("only what the readers said otherwise was settled")
                .isTrue();
        assertThat(Files.readString(PAGE))
                .contains("| 300 | %d | %d | %.3f |"
                        .formatted(readers.read(), readers.disagreed(), requireNonNull(readers.kappa())));
    }

    @Test
    void areShownAsOftenAndAsRightlyAsThePageSays() throws IOException {
        var data = System.getenv("LINLI_TEST_DATA");
        assumeTrue(data != null, "LINLI_TEST_DATA is not set: the real posts are not at hand");
        var posts = new HashMap<String, Post>();
        HotCommand.posts(Path.of(requireNonNull(data), "complaints", "posts_with_likes.csv.gz"))
                .forEach(post -> posts.put(post.id(), post));
        var page = Files.readString(PAGE);

        var settled = LabelledPairs.read(COMMITTED).judged(Pair::settled, posts);

        assertThat(PairsCommand.table(settled))
                .allSatisfy(line -> assertThat(page).contains(line));
    }

    /** Of so many pairs each that were labelled so. */
    private LabelledPairs pairs(Object... labelsAndCounts) throws IOException {
        var lines = new StringBuilder("stratum,one,other,first,second,settled\n");
        for (int n = 0; n < labelsAndCounts.length; n += 2) {
            lines.append(("OVERLAP,a,b," + labelsAndCounts[n] + "\n").repeat((Integer) labelsAndCounts[n + 1]));
        }
        return LabelledPairs.read(Files.writeString(folder.resolve("pairs.csv"), lines));
    }
}
