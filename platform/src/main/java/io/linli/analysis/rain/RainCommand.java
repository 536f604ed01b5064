package io.linli.analysis.rain;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabWork;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./linli lab rain FILE.csv}: when the measured rain of a place reached the four official thresholds. */
@Command(name = "rain", mixinStandardHelpOptions = true)
final class RainCommand extends LabWork {

    private static final String TIME = "dt_utc";
    private static final String RAIN = "rain_1h_mm";
    private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(1_000);
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    @Parameters(paramLabel = "FILE", descriptionKey = "rain.file")
    private Path file = Path.of("");

    @Option(names = "--scale", defaultValue = "1", paramLabel = "K", descriptionKey = "rain.scale")
    private BigDecimal scale = BigDecimal.ONE;

    record Answer(List<RainInterval> intervals) {}

    @Override
    protected Answer work() {
        if (scale.signum() < 0 || scale.compareTo(MOST_TIMES) > 0) {
            throw new LabFile.Unfit("rain.scale-unfit", scale, MOST_TIMES);
        }
        var measured = LabFile.read(file, Set.of(TIME, RAIN)).stream()
                .map(RainCommand::hour)
                .toList();
        try {
            return new Answer(new RainWindows(measured).times(scale).intervals());
        } catch (IllegalArgumentException e) {
            throw new LabFile.Unfit("rain.twice", String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected void show(Object found) {
        if (found instanceof Answer answer) {
            answer.intervals()
                    .forEach(each -> out(say(
                            "rain.line",
                            each.level().word(),
                            each.from(),
                            each.to(),
                            each.mm().toPlainString())));
            if (answer.intervals().isEmpty()) {
                out(say("rain.none"));
            }
        }
    }

    /** What is blank is an hour without rain, as the files of weather services have it. */
    private static HourlyRain hour(LabFile.Row row) {
        var rain = row.cell(RAIN).strip();
        var hour = instant(row);
        try {
            return new HourlyRain(hour, rain.isEmpty() ? BigDecimal.ZERO : new BigDecimal(rain));
        } catch (IllegalArgumentException e) {
            throw row.unfit(RAIN, rain);
        }
    }

    private static Instant instant(LabFile.Row row) {
        var time = row.cell(TIME);
        try {
            var hour = LocalDateTime.parse(time.strip(), FORMAT);
            if (hour.truncatedTo(ChronoUnit.HOURS).equals(hour)) {
                return hour.toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException e) {
            throw row.unfit(TIME, time);
        }
        throw row.unfit(TIME, time);
    }
}
