package io.linli.analysis.language;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model anew and compares it with the one in use on texts that it did not learn from; it is taken only when it is
 * not worse beyond what chance makes, and knows every kind that the other knows. Pure.
 */
public final class Learning {

    private static final int FEWEST = 50;
    private static final int FEWEST_JUDGED = 30;
    private static final int MOST_JUDGED = 500;
    private static final int EACH = 5;
    private static final int DRAWS = 2_000;

    private Learning() {}

    /** Why a model is not taken. */
    public enum Refused {
        /** To learn from, or to judge by. */
        TOO_FEW,
        /** The one in use tells kinds apart that this one has never seen. */
        KINDS_LOST,
        /** Surely worse than the one in use. */
        WORSE
    }

    /**
     * What came of it.
     *
     * @param version null when nothing was learned
     * @param refused null when it is in use now
     * @param texts learned from
     * @param copies left out since they are copies of what it is judged by
     * @param before macro-F1 of the one in use on the same texts, {@code after} of this one
     * @param least and most: where the difference lies by 95 %
     * @param lost kinds that it does not know
     */
    public record Trained(
            @Nullable String version,
            @Nullable Refused refused,
            int texts,
            int copies,
            int judged,
            double before,
            double after,
            double least,
            double most,
            List<String> lost) {}

    /** @param model null when there is none to be taken */
    record Result(Trained trained, @Nullable LinearModel model) {}

    /**
     * Learns.
     *
     * @param own of this place
     * @param others to learn from besides
     * @param heldBack to judge by; null: by a fold of this place's own
     */
    static Result learn(
            List<Labelled> own,
            List<Labelled> others,
            @Nullable List<Labelled> heldBack,
            Classifier inUse,
            String version,
            LocalDate day,
            String data) {
        var judged = heldBack == null ? fold(own) : heldBack;
        var copies = new NearCopies(judged);
        var rest = new ArrayList<Labelled>(others);
        for (int i = 0; i < own.size(); i++) {
            if (heldBack != null || !isJudged(i)) {
                rest.add(own.get(i));
            }
        }
        int all = rest.size();
        // what shows without looking for copies first: that takes its time
        if (lost(rest, inUse).isEmpty()) {
            rest.removeIf(copies::has);
        }
        int left = all - rest.size();
        long kinds = rest.stream().map(Labelled::kind).distinct().count();
        if (rest.size() < FEWEST || judged.size() < FEWEST_JUDGED || kinds < 2) {
            return refused(Refused.TOO_FEW, rest.size(), left, judged.size(), List.of());
        }
        var lost = lost(rest, inUse);
        if (!lost.isEmpty()) {
            return refused(Refused.KINDS_LOST, rest.size(), left, judged.size(), lost);
        }
        var model = Training.model(rest, judged, version, day, data, left);
        var compared = compare(judged, inUse, new Classifier(model));
        boolean worse = compared.most < 0;
        return new Result(
                new Trained(
                        version,
                        worse ? Refused.WORSE : null,
                        rest.size(),
                        left,
                        judged.size(),
                        compared.before,
                        compared.after,
                        compared.least,
                        compared.most,
                        List.of()),
                worse ? null : model);
    }

    private static List<String> lost(List<Labelled> texts, Classifier inUse) {
        var kinds = texts.stream().map(Labelled::kind).collect(Collectors.toSet());
        return inUse.card().kinds().stream()
                .map(ModelCard.Kind::name)
                .filter(name -> !kinds.contains(name))
                .toList();
    }

    private static Result refused(Refused why, int texts, int copies, int judged, List<String> lost) {
        return new Result(new Trained(null, why, texts, copies, judged, 0, 0, 0, 0, lost), null);
    }

    private static List<Labelled> fold(List<Labelled> own) {
        var judged = new ArrayList<Labelled>();
        for (int i = 0; i < own.size(); i++) {
            if (isJudged(i)) {
                judged.add(own.get(i));
            }
        }
        return judged;
    }

    private static boolean isJudged(int number) {
        return number % EACH == 0 && number / EACH < MOST_JUDGED;
    }

    private record Compared(double before, double after, double least, double most) {}

    /** The same texts are drawn for both, again and again with repetition (Efron 1979). */
    private static Compared compare(List<Labelled> judged, Classifier before, Classifier after) {
        var was = judged.stream().map(text -> best(before, text)).toList();
        var is = judged.stream().map(text -> best(after, text)).toList();
        var kinds = List.copyOf(new TreeSet<>(Stream.of(judged.stream().map(Labelled::kind), was.stream(), is.stream())
                .flatMap(each -> each)
                .toList()));
        var random = new Random(1);
        var differences = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            var drawn = random.ints(judged.size(), 0, judged.size()).boxed().toList();
            differences[draw] = f1(drawn, judged, is, kinds) - f1(drawn, judged, was, kinds);
        }
        Arrays.sort(differences);
        var once = Stream.iterate(0, i -> i + 1).limit(judged.size()).toList();
        return new Compared(
                round(f1(once, judged, was, kinds)),
                round(f1(once, judged, is, kinds)),
                round(differences[(int) (DRAWS * 0.025)]),
                round(differences[(int) (DRAWS * 0.975) - 1]));
    }

    private static double f1(Collection<Integer> drawn, List<Labelled> judged, List<String> said, List<String> kinds) {
        var confusion = new Confusion(kinds);
        drawn.forEach(i -> confusion.add(judged.get(i).kind(), said.get(i)));
        return confusion.macroF1();
    }

    private static String best(Classifier classifier, Labelled text) {
        return classifier
                .card()
                .kinds()
                .get(LinearModel.best(classifier.probabilities(text.wording())))
                .name();
    }

    private static double round(double number) {
        return Math.round(number * 1e4) / 1e4;
    }
}
