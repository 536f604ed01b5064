package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabFile.Row;
import io.linli.analysis.language.PostPairs.Stratum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pairs of posts of which readers said whether both are about the same thing, and how well the candidates do by that. */
record LabelledPairs(List<Pair> pairs) {

    /**
     * One of them.
     *
     * @param line where it stands, without its labels
     * @param settled what holds where the two readers said otherwise, and what they said where not
     */
    record Pair(
            Stratum stratum,
            Row line,
            @Nullable Boolean first,
            @Nullable Boolean second,
            @Nullable Boolean settled) {

        @Nullable
        Boolean agreed() {
            return (first != null && first.equals(second)) ? first : null;
        }
    }

    /**
     * How far the readers agree.
     *
     * @param kappa beyond chance (Cohen 1960); null as long as fewer than two have read any
     */
    record Agreement(int read, int disagreed, @Nullable Double kappa, Map<Stratum, Integer> disagreedIn) {}

    /**
     * How the candidates do.
     *
     * @param strata of the pairs that were drawn so
     * @param near of those that lie so near in time that the platform compares them
     */
    record Judged(Counts all, Counts near, Map<Stratum, Counts> strata) {}

    /**
     * So many pairs.
     *
     * @param same of them about the same thing
     * @param precision of those shown, how many rightly
     * @param recall of the same, how many are shown
     */
    record Counts(
            int pairs,
            int same,
            int shown,
            int shownRightly,
            @Nullable Share precision,
            @Nullable Share recall) {}

    private record Seen(Pair pair, boolean same, boolean shown, boolean near) {}

    /** The column {@code settled} may be missing. */
    static LabelledPairs read(Path file) {
        return new LabelledPairs(LabFile.read(file, Set.of("stratum", "one", "other", "first", "second")).stream()
                .map(row -> new Pair(stratum(row), row, said(row, "first"), said(row, "second"), said(row, "settled")))
                .toList());
    }

    Agreement agreement() {
        var disagreedIn = new EnumMap<Stratum, Integer>(Stratum.class);
        int read = 0;
        int agreed = 0;
        int firstSame = 0;
        int secondSame = 0;
        for (var pair : pairs) {
            if (pair.first() != null && pair.second() != null) {
                read++;
                firstSame += pair.first() ? 1 : 0;
                secondSame += pair.second() ? 1 : 0;
                agreed += pair.agreed() != null ? 1 : 0;
                disagreedIn.merge(pair.stratum(), pair.agreed() != null ? 0 : 1, Integer::sum);
            }
        }
        return new Agreement(read, read - agreed, kappa(read, agreed, firstSame, secondSame), disagreedIn);
    }

    /** By what both readers said alike, or by what was settled; pairs without that are left out. */
    Judged judged(Function<Pair, @Nullable Boolean> label, Map<String, Post> posts) {
        var seen = new ArrayList<Seen>();
        for (var pair : pairs) {
            var same = label.apply(pair);
            if (same != null) {
                var one = post(pair.line(), "one", posts);
                var other = post(pair.line(), "other", posts);
                seen.add(new Seen(pair, same, PostPairs.isCandidate(one, other), PostPairs.isCompared(one, other)));
            }
        }
        var strata = new EnumMap<Stratum, Counts>(Stratum.class);
        Arrays.stream(Stratum.values())
                .forEach(stratum ->
                        strata.put(stratum, counts(seen, one -> one.pair().stratum() == stratum)));
        return new Judged(counts(seen, one -> true), counts(seen, Seen::near), strata);
    }

    private static Counts counts(List<Seen> all, Predicate<Seen> which) {
        var seen = all.stream().filter(which).toList();
        int same = count(seen, Seen::same);
        int shown = count(seen, Seen::shown);
        int rightly = count(seen, one -> one.same() && one.shown());
        return new Counts(seen.size(), same, shown, rightly, Share.ofAny(rightly, shown), Share.ofAny(rightly, same));
    }

    private static int count(List<Seen> seen, Predicate<Seen> which) {
        return (int) seen.stream().filter(which).count();
    }

    private static @Nullable Double kappa(int read, int agreed, int firstSame, int secondSame) {
        if (read == 0) {
            return null;
        }
        double n = read;
        double chance = firstSame / n * (secondSame / n) + (1 - firstSame / n) * (1 - secondSame / n);
        return chance == 1 ? null : (agreed / n - chance) / (1 - chance);
    }

    private static @Nullable Boolean said(Row row, String column) {
        return switch (row.cell(column).strip()) {
            case "yes" -> true;
            case "no" -> false;
            case "" -> null;
            default -> throw row.unfit(column, row.cell(column));
        };
    }

    private static Stratum stratum(Row row) {
        try {
            return Stratum.valueOf(row.cell("stratum").strip());
        } catch (IllegalArgumentException e) {
            throw row.unfit("stratum", row.cell("stratum"));
        }
    }

    private static Post post(Row row, String column, Map<String, Post> posts) {
        var post = posts.get(row.cell(column).strip());
        if (post == null) {
            throw row.unfit(column, row.cell(column));
        }
        return post;
    }
}
