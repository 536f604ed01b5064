package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabFile.Row;
import io.linli.analysis.lab.LabWork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./linli lab hot FILE.csv}: what many people speak of at the same time. */
@Command(name = "hot", mixinStandardHelpOptions = true)
final class HotCommand extends LabWork {

    private static final Set<String> COLUMNS = Set.of("id", "topic", "time", "detail", "likes", "against");
    private static final int MOST_REACTIONS = 1_000_000;
    private static final int MOST_SHOWN = 10_000;
    private static final Duration WINDOW = Duration.ofDays(60);

    /** 2019-02-28 11:25:05, and as Excel rewrites it: 2019/2/28 11:25. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("[uuuu-M-d][uuuu/M/d][' ']['T']H:mm[:ss]")
            .toFormatter();

    @Parameters(paramLabel = "FILE", descriptionKey = "hot.file")
    private Path file = Path.of("");

    @Option(names = "--top", defaultValue = "50", paramLabel = "N", descriptionKey = "hot.top")
    private int top = 50;

    record Answer(List<HotIssue> issues) {}

    @Override
    protected Answer work() {
        return new Answer(new HotIssues(posts(file), WINDOW).ranked(Math.clamp(top, 1, MOST_SHOWN)));
    }

    static List<Post> posts(Path file) {
        var seen = new HashSet<String>();
        return LabFile.read(file, COLUMNS).stream().map(row -> post(row, seen)).toList();
    }

    private static Post post(Row row, Set<String> seen) {
        var id = row.cell("id").strip();
        if (id.isEmpty()) {
            throw row.unfit("id", id);
        }
        if (!seen.add(id)) {
            throw new LabFile.Unfit("hot.twice", id);
        }
        return Post.of(
                id, time(row), row.cell("topic"), row.cell("detail"), number(row, "likes"), number(row, "against"));
    }

    private static LocalDateTime time(Row row) {
        var time = row.cell("time").strip();
        try {
            return LocalDateTime.parse(time, TIME);
        } catch (DateTimeParseException e) {
            throw row.unfit("time", time);
        }
    }

    private static int number(Row row, String column) {
        var number = row.cell(column).strip();
        if (number.isEmpty()) {
            return 0;
        }
        if (!number.matches("\\d{1,7}") || Integer.parseInt(number) > MOST_REACTIONS) {
            throw row.unfit(column, number);
        }
        return Integer.parseInt(number);
    }

    @Override
    protected void show(Object found) {
        if (found instanceof Answer answer) {
            answer.issues()
                    .forEach(issue -> out(say(
                            "hot.line",
                            issue.rank(),
                            issue.heat(),
                            issue.place(),
                            issue.matter(),
                            issue.from().toLocalDate(),
                            issue.to().toLocalDate(),
                            issue.members().size())));
        }
    }
}
