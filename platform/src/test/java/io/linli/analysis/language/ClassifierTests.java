package io.linli.analysis.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.linli.analysis.language.Classified.Guess;
import io.linli.analysis.language.ModelFile.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kind of matter a text is: the shipped model on made-up texts, and models as files. */
class ClassifierTests {

    private static final Classifier SHIPPED = Models.shipped();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "15, 公司拖欠工资和社保，辞职后不给补偿，劳动仲裁也没有结果",
        "14, 学校违规补课乱收费，老师在课外办培训班",
        "12, 医院乱收费，医生态度差，病历不给看",
        "04, 化工厂夜里偷排废气废水，气味刺鼻，河水发黑",
        "06, 公交车班次太少，出租车拒载，客运站乱停车",
        "11, 传销窝点非法集会，电梯故障无人维修，食品过期",
        "01, 小区违章建筑一直没有拆除，开发商不办房产证，物业不作为"
    })
    void isToldFromItsWords(String code, String text) {
        var classified = SHIPPED.classify(text);

        assertThat(classified.categories()).hasSize(3).extracting(Guess::code).contains(code);
        assertThat(classified.reasons())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(text).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "路", "\ud83d\ude00", "?!", "hello, my street light is broken", "\u0000\ud800"})
    void isLeftOpenWhenThereIsNothingToGoBy(String text) {
        var classified = SHIPPED.classify(text);

        assertThat(classified.decided()).isFalse();
        assertThat(classified.categories())
                .allSatisfy(guess -> assertThat(guess.confidence()).isBetween(0.0, 0.6));
    }

    /** With less to go by it is less sure, and goes on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "學校違規補課亂收費，教師辦培訓班",
                "老板欠我哋人工，成三個月都唔肯出糧",
                "咯条路冇得灯，夜里走路搞不清，冇得人管",
                "\ud83d\ude21公司拖欠工资\ud83d\ude2d三个月了\ud83d\ude4f",
                "The company has not paid wages for three months, 拖欠工资"
            })
    void isSuggestedAlsoForTraditionalCharactersDialectEmojiAndMixedLanguages(String text) {
        var classified = SHIPPED.classify(text);

        assertThat(classified.categories()).hasSize(3);
        assertThat(classified.categories())
                .allSatisfy(guess -> assertThat(guess.confidence()).isBetween(0.0, 1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 140_000})
    void isToldOfLongTextsByTheirBeginning(int length) {
        var text = "公司拖欠工资。".repeat(length / 7 + 1).substring(0, length);

        assertThat(SHIPPED.classify(text).categories().getFirst().code()).isEqualTo("15");
        assertThat(SHIPPED.classify(text + "小区路灯坏了".repeat(20_000)).categories())
                .isEqualTo(SHIPPED.classify(text.substring(0, 10_000)).categories());
    }

    @Test
    void isToldWithoutTheNumbersOfPersons() {
        var number = "430181199001011237";
        var text = "公司拖欠工资，联系电话13812345678，身份证号" + number;

        assertThat(Wording.of(text)).doesNotContain("1").doesNotContain("手机号");
        assertThat(SHIPPED.classify(text).categories())
                .isEqualTo(SHIPPED.classify("公司拖欠工资，联系电话，身份证号").categories());
    }

    @Test
    void comesFromAModelThatSaysWhatItIs() {
        var card = SHIPPED.card();

        assertThat(card.version()).isNotBlank();
        assertThat(card.data()).isNotBlank();
        assertThat(card.limits()).isNotEmpty();
        assertThat(card.kinds())
                .hasSize(7)
                .allSatisfy(kind -> assertThat(kind.texts()).isPositive());
        assertThat(card.figures()).containsKeys("macroF1", "accuracy", "judged", "copiesLeftOut");
    }

    @Test
    void isLearnedFromTextsAndKeptInAFileThatSaysTheSame() throws IOException, Unreadable {
        var made = someModel();
        var bytes = bytes(made);
        var read = new Classifier(ModelFile.read(new ByteArrayInputStream(bytes)));

        var text = "路灯坏了没有人修";
        assertThat(read.classify(text)).isEqualTo(new Classifier(made).classify(text));
        assertThat(bytes(made)).as("the same model is the same file").isEqualTo(bytes);
        assertThat(read.card().figures()).containsEntry("judged", 2.0);
    }

    @Test
    void isTakenUpFromANewFileAndKeptWhenThatIsUnreadable() throws IOException {
        var file = folder.resolve("triage-model.zip");
        var models = new Models(file, null);
        models.look();
        assertThat(models.get().card().version()).isEqualTo(SHIPPED.card().version());

        Files.write(file, bytes(someModel()));
        models.look();
        assertThat(models.get().card().version()).isEqualTo("test");

        Files.writeString(file, "no model");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        models.look();
        assertThat(models.get().card().version()).as("the old one stays").isEqualTo("test");

        Files.delete(file);
        models.look();
        assertThat(models.get().card().version()).isEqualTo(SHIPPED.card().version());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.7})
    void isNotReadFromAFileThatIsCutShort(double share) throws IOException {
        var bytes = bytes(someModel());

        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(bytes, 0, (int) (bytes.length * share))))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void isMeasuredByTheMeanOfAllKinds() {
        var confusion = new Confusion(List.of("a", "b"));
        for (int i = 0; i < 8; i++) {
            confusion.add("a", "a");
        }
        confusion.add("a", "b");
        confusion.add("b", "b");

        assertThat(confusion.accuracy()).isEqualTo(0.9);
        assertThat(confusion.macroF1()).isEqualTo((16 / 17.0 + 2 / 3.0) / 2, within(1e-12));
        assertThat(confusion.byName().get("a")).containsEntry("b", 1);
    }

    @Test
    void isNeverMeasuredOnCopiesOfWhatWasLearned() {
        var raw = texts(List.of("小区东门的路灯坏了三天一直没有人来修理", "公司拖欠农民工工资半年至今不给"));
        var copies = new NearCopies(raw);

        assertThat(copies.of(labelled("小区 东门 路灯 坏 三天 没有 修理"))).containsExactly(0);
        assertThat(copies.of(labelled("公司拖欠农民工工资半年了至今还不给发"))).containsExactly(1);
        assertThat(copies.has(labelled("小区北门的垃圾堆了三天气味很大"))).isFalse();

        var validation = new CrossValidation(raw, texts(List.of("小区 东门 路灯 坏 三天 没有 修理", "请问养老保险怎么转")));
        assertThat(validation.copies()).isEqualTo(1);
        validation.run(1, learned -> judged -> {
            assertThat(new NearCopies(learned).has(new Labelled(judged, "x"))).isFalse();
            return "路灯";
        });
    }

    @Test
    void isLearnedFromMessagesAsSomebodyWouldWriteThem() throws IOException {
        var cut = Files.writeString(folder.resolve("cut.csv"), "level1,tokens\n路灯,小区 东门 A3 区 路灯 坏\n");

        assertThat(LabelledFile.read(cut))
                .as("what was cut into words is put together again")
                .containsExactly(new Labelled(" 小区东门a 区路灯坏 ", "路灯"));
    }

    private static List<Labelled> texts(List<String> typed) {
        return typed.stream().map(ClassifierTests::labelled).toList();
    }

    private static Labelled labelled(String typed) {
        return new Labelled(Wording.of(typed), typed.contains("工资") ? "工资" : "路灯");
    }

    private static LinearModel someModel() {
        var texts = new ArrayList<Labelled>();
        for (int i = 0; i < 10; i++) {
            texts.add(labelled("路灯坏了" + "东西南北上下左右前后".charAt(i) + "边没有灯"));
            texts.add(labelled("拖欠工资" + "春夏秋冬日月星辰风雨".charAt(i) + "没有发钱"));
        }
        var judged = texts(List.of("路灯又坏了", "老板不给工资"));
        return Training.model(texts, judged, "test", LocalDate.of(2026, 11, 22), "made up", 0);
    }

    private static byte[] bytes(LinearModel model) throws IOException {
        var out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        return out.toByteArray();
    }
}
