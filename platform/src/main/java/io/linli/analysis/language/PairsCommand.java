package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabFile.Row;
import io.linli.analysis.lab.LabWork;
import io.linli.analysis.language.PostPairs.Stratum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./linli lab pairs FILE --to PAIRS}: draws pairs of posts for people to label; {@code --labelled PAIRS}: how well two
 * readers agree, and how well the candidates for duplicates do by what both said.
 */
@Command(name = "pairs", mixinStandardHelpOptions = true)
final class PairsCommand extends LabWork {

    private static final String HEAD = "stratum,one,other,first,second";

    @Parameters(paramLabel = "FILE", descriptionKey = "hot.file")
    private Path file = Path.of("");

    @Option(names = "--to", paramLabel = "PAIRS", descriptionKey = "pairs.to")
    private @Nullable Path to;

    @Option(names = "--labelled", paramLabel = "PAIRS", descriptionKey = "pairs.labelled")
    private @Nullable Path labelled;

    /** @param kappa how far two readers agree beyond chance (Cohen 1960); null as long as fewer than two have read any */
    record Answer(
            int drawn, int read, int disagreed, @Nullable Double kappa, Map<Stratum, Figures> strata) {}

    /** Of the pairs on which both agree. */
    record Figures(int pairs, int same, int shown, int shownRightly) {

        Figures with(boolean isSame, boolean isShown) {
            return new Figures(
                    pairs + 1,
                    same + (isSame ? 1 : 0),
                    shown + (isShown ? 1 : 0),
                    shownRightly + (isSame && isShown ? 1 : 0));
        }
    }

    @Override
    protected Answer work() {
        var posts = HotCommand.posts(file);
        if (labelled != null) {
            var byId = new HashMap<String, Post>();
            posts.forEach(post -> byId.put(post.id(), post));
            return measure(labelled, byId);
        }
        var pairs = PostPairs.draw(posts);
        if (to != null) {
            var lines = new StringBuilder(HEAD).append('\n');
            pairs.forEach(pair -> lines.append(pair.stratum())
                    .append(',')
                    .append(pair.one())
                    .append(',')
                    .append(pair.other())
                    .append(",,\n"));
            try {
                Files.writeString(to, lines, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new LabFile.Unfit("train.not-written", to);
            }
        }
        return new Answer(pairs.size(), 0, 0, null, Map.of());
    }

    private static Answer measure(Path labels, Map<String, Post> posts) {
        var rows = LabFile.read(labels, Set.of("stratum", "one", "other", "first", "second"));
        var strata = new EnumMap<Stratum, Figures>(Stratum.class);
        int read = 0;
        int agreed = 0;
        int firstSame = 0;
        int secondSame = 0;
        for (var row : rows) {
            var first = said(row, "first");
            var second = said(row, "second");
            if (first == null || second == null) {
                continue;
            }
            read++;
            firstSame += first ? 1 : 0;
            secondSame += second ? 1 : 0;
            if (first.equals(second)) {
                agreed++;
                boolean same = first;
                boolean shown = PostPairs.isCandidate(post(row, "one", posts), post(row, "other", posts));
                strata.merge(
                        stratum(row), new Figures(0, 0, 0, 0).with(same, shown), (kept, one) -> kept.with(same, shown));
            }
        }
        return new Answer(rows.size(), read, read - agreed, kappa(read, agreed, firstSame, secondSame), strata);
    }

    private static @Nullable Double kappa(int read, int agreed, int firstSame, int secondSame) {
        if (read == 0) {
            return null;
        }
        double n = read;
        double chance = firstSame / n * (secondSame / n) + (1 - firstSame / n) * (1 - secondSame / n);
        return chance == 1 ? null : (agreed / n - chance) / (1 - chance);
    }

    private static @Nullable Boolean said(Row row, String reader) {
        return switch (row.cell(reader).strip()) {
            case "yes" -> true;
            case "no" -> false;
            case "" -> null;
            default -> throw row.unfit(reader, row.cell(reader));
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
