package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabWork;
import io.linli.analysis.language.LabelledPairs.Agreement;
import io.linli.analysis.language.LabelledPairs.Counts;
import io.linli.analysis.language.LabelledPairs.Judged;
import io.linli.analysis.language.LabelledPairs.Pair;
import io.linli.tasking.Wilson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./linli lab pairs FILE --to PAIRS}: draws pairs of posts to be labelled; {@code --labelled PAIRS}: how well two
 * readers agree, and how well the candidates for duplicates do by what both said and by what was settled.
 */
@Command(name = "pairs", mixinStandardHelpOptions = true)
final class PairsCommand extends LabWork {

    private static final String HEAD = "stratum,one,other,first,second,settled";

    @Parameters(paramLabel = "FILE", descriptionKey = "hot.file")
    private Path file = Path.of("");

    @Option(names = "--to", paramLabel = "PAIRS", descriptionKey = "pairs.to")
    private @Nullable Path to;

    @Option(names = "--labelled", paramLabel = "PAIRS", descriptionKey = "pairs.labelled")
    private @Nullable Path labelled;

    record Drawn(int drawn) {}

    /** @param settled of all pairs of which somebody settled what holds; null where nobody did */
    record Measured(
            int drawn,
            Agreement readers,
            Judged agreed,
            @Nullable Judged settled) {}

    @Override
    protected Object work() {
        var posts = HotCommand.posts(file);
        if (labelled != null) {
            return measured(LabelledPairs.read(labelled), posts);
        }
        var pairs = PostPairs.draw(posts);
        if (to != null) {
            var lines = new StringBuilder(HEAD).append('\n');
            pairs.forEach(pair -> lines.append(pair.stratum())
                    .append(',')
                    .append(pair.one())
                    .append(',')
                    .append(pair.other())
                    .append(",,,\n"));
            try {
                Files.writeString(to, lines, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new LabFile.Unfit("train.not-written", to);
            }
        }
        return new Drawn(pairs.size());
    }

    private static Measured measured(LabelledPairs pairs, List<Post> posts) {
        var byId = new HashMap<String, Post>();
        posts.forEach(post -> byId.put(post.id(), post));
        return new Measured(
                pairs.pairs().size(),
                pairs.agreement(),
                pairs.judged(Pair::agreed, byId),
                pairs.pairs().stream().map(Pair::settled).noneMatch(Objects::nonNull)
                        ? null
                        : pairs.judged(Pair::settled, byId));
    }

    @Override
    protected void show(Object found) {
        if (found instanceof Measured measured) {
            var readers = measured.readers();
            out(say(
                    "pairs.readers",
                    measured.drawn(),
                    readers.read(),
                    readers.disagreed(),
                    readers.disagreedIn(),
                    readers.kappa() == null ? "–" : number(readers.kappa())));
            out(say("pairs.agreed"));
            table(measured.agreed()).forEach(this::out);
            if (measured.settled() != null) {
                out(say("pairs.settled"));
                table(measured.settled()).forEach(this::out);
            }
        } else {
            super.show(found);
        }
    }

    /** As a page takes it: all, those near in time, each stratum. */
    static List<String> table(Judged judged) {
        var lines = new ArrayList<String>();
        lines.add(line("ALL", judged.all()));
        lines.add(line("NEAR", judged.near()));
        judged.strata().forEach((stratum, counts) -> lines.add(line(stratum.name(), counts)));
        return lines;
    }

    private static String line(String name, Counts counts) {
        return "| %s | %d | %d | %d | %d | %s | %s |"
                .formatted(
                        name,
                        counts.pairs(),
                        counts.same(),
                        counts.shown(),
                        counts.shownRightly(),
                        share(counts.precision()),
                        share(counts.recall()));
    }

    // from the counts: what is rounded for programs would be rounded twice
    private static String share(@Nullable Share share) {
        if (share == null) {
            return "–";
        }
        var range = Wilson.of(share.count(), share.n());
        return "%s (%s–%s)"
                .formatted(number((double) share.count() / share.n()), number(range.low()), number(range.high()));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
