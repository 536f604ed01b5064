package io.linli.analysis.language;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.analysis.language.Learning.Refused;
import io.linli.analysis.language.Learning.Result;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentWords.Worded;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is learned anew, and taken only when it is not worse; what it sees now is compared with what it learned from. */
class LearningTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final String LIGHTS = "路灯不亮";
    private static final String WAGES = "拖欠工资";

    private final Random random = new Random(7);

    @Test
    void isTakenWhenItIsNotWorseAndKeptBesideTheOneBefore(@TempDir Path folder) throws IOException {
        var inUse = classifier(texts(30, false));

        var learned = learn(texts(120, false), null, inUse);

        var trained = learned.trained();
        assertThat(trained.refused()).isNull();
        assertThat(trained.judged()).isEqualTo(48);
        assertThat(trained.after()).isGreaterThan(0.9);
        assertThat(trained.most()).isGreaterThanOrEqualTo(trained.least());
        var model = requireNonNull(learned.model());
        assertThat(model.card().confusion()).containsOnlyKeys(LIGHTS, WAGES);
        var models = new Models(folder.resolve("triage-model.zip"), inUse);
        models.use(model);
        assertThat(models.get().card().version()).isEqualTo("new");
        assertThat(folder.resolve("versions").resolve("new.zip")).exists();
        assertThat(folder.resolve("versions").resolve("old.zip"))
                .as("also one that the operator had put there himself")
                .exists();
        Files.writeString(folder.resolve("triage-model.zip"), "cut short");
        models.look();
        assertThat(models.get().card().version()).as("the old one stays").isEqualTo("new");
    }

    @Test
    void isNotTakenWhenItIsSurelyWorse() {
        var inUse = classifier(texts(60, false));

        var learned = learn(texts(60, true), texts(30, false), inUse);

        assertThat(learned.trained().refused()).isEqualTo(Refused.WORSE);
        assertThat(learned.trained().most()).isNegative();
        assertThat(learned.model()).isNull();
    }

    @Test
    void isNotTakenWhenItKnowsFewerKindsOrLearnedFromTooFew() {
        var inUse = classifier(texts(60, false));
        var lights = texts(120, false).stream()
                .filter(text -> text.kind().equals(LIGHTS))
                .toList();

        assertThat(learn(texts(10, false), null, inUse).trained().refused()).isEqualTo(Refused.TOO_FEW);
        var others = new ArrayList<>(lights);
        IntStream.range(0, 60).forEach(i -> others.add(new Labelled(words(LIGHTS), "其他")));
        var lost = learn(others, null, inUse).trained();
        assertThat(lost.refused()).isEqualTo(Refused.KINDS_LOST);
        assertThat(lost.lost()).containsExactly(WAGES);
    }

    @Test
    void tellsByWeekWhatIsReportedAndHidesWhatIsTooFew() {
        var inUse = classifier(texts(60, false));
        var monday = Instant.parse("2026-11-16T01:00:00Z");
        var before = monday.minusSeconds(7 * 86_400);
        var reported = new ArrayList<Worded>();
        IntStream.range(0, 12).forEach(i -> reported.add(worded(LIGHTS, monday)));
        IntStream.range(0, 8).forEach(i -> reported.add(worded(WAGES, monday)));
        IntStream.range(0, 9).forEach(i -> reported.add(worded(LIGHTS, before)));
        reported.add(worded(WAGES, before));
        IntStream.range(0, 4).forEach(i -> reported.add(worded(LIGHTS, before.minusSeconds(7 * 86_400))));
        Set<UUID> corrected = Set.copyOf(
                reported.subList(0, 6).stream().map(one -> one.id().id()).toList());

        var drift = Drift.of(inUse, reported, corrected);

        assertThat(drift.texts()).isEqualTo(34);
        assertThat(drift.kinds()).extracting(Drift.Kind::learned).containsExactly(0.5, 0.5);
        assertThat(drift.weeks())
                .as("a week of four is not told")
                .extracting(Drift.Week::from)
                .containsExactly(LocalDate.of(2026, 11, 9), DAY.minusDays(6));
        assertThat(drift.weeks().getFirst().kinds())
                .as("one, and the other that would tell it")
                .containsOnlyNulls();
        var week = drift.weeks().getLast();
        assertThat(week.kinds()).doesNotContainNull();
        assertThat(week.corrected()).isEqualTo(new Share(6, 20, 0.3, 0.1455, 0.519));
    }

    @Test
    void isMeasuredOnPairsThatAreDrawnAlikeEachTimeAndNeverTwice() {
        var posts = IntStream.range(0, 60)
                .mapToObj(i -> Post.of(
                        "p" + i,
                        DAY.atStartOfDay().plusHours(i),
                        "示例花园小区" + words(i % 2 == 0 ? LIGHTS : WAGES),
                        words(i % 3 == 0 ? "施工噪声扰民夜里不停施工噪声扰民夜里不停" : ""),
                        0,
                        0))
                .toList();

        var pairs = PostPairs.draw(posts);

        assertThat(PostPairs.draw(posts)).isEqualTo(pairs);
        assertThat(pairs.stream().map(PostPairs.Pair::stratum).distinct()).hasSize(3);
        assertThat(pairs.stream().map(pair -> Set.of(pair.one(), pair.other())))
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates();
    }

    private static Result learn(List<Labelled> own, @Nullable List<Labelled> heldBack, Classifier inUse) {
        return Learning.learn(own, List.of(), heldBack, inUse, "new", DAY, "made up");
    }

    private static Classifier classifier(List<Labelled> texts) {
        return new Classifier(Training.model(texts, texts, "old", DAY, "made up", 0));
    }

    /** As many of each kind, one after the other. */
    private List<Labelled> texts(int each, boolean wrong) {
        var texts = new ArrayList<Labelled>();
        for (int i = 0; i < each; i++) {
            texts.add(new Labelled(words(LIGHTS), wrong ? WAGES : LIGHTS));
            texts.add(new Labelled(words(WAGES), wrong ? LIGHTS : WAGES));
        }
        return texts;
    }

    /** Those words among others that say nothing, so that no two texts are copies of each other. */
    private String words(String kind) {
        var text = new StringBuilder(kind);
        random.ints(16, '一', '一' + 4_000).forEach(sign -> text.append((char) sign));
        return Wording.of(text.toString());
    }

    private Worded worded(String kind, Instant at) {
        var area = new AreaCode("430181002001001");
        return new Worded(new IncidentId(Ids.next()), area, null, at, 0, kind, words(kind));
    }
}
