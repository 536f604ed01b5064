package io.linli.sensing;

import static io.linli.sensing.SensingProblem.RAIN_AMOUNT_UNFIT;
import static io.linli.sensing.SensingProblem.RAIN_HOUR_UNFIT;
import static io.linli.sensing.SensingProblem.STATION_CODE_UNFIT;

import io.linli.identity.Caller;
import io.linli.problem.ProblemException;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes rain from programs: whatever of it is right, and says of each other row what is wrong with it. */
@Service
@Transactional
public class RainReports {

    /** No NaN, no infinity, no powers of ten. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

    private final RainBook book;
    private final MessageSource messages;
    private final Acts acts;

    RainReports(RainBook book, MessageSource messages, Acts acts) {
        this.book = book;
        this.messages = messages;
        this.acts = acts;
    }

    /** One row as it was sent. */
    public record Said(String station, String hour, String millimetres) {}

    /**
     * One row that was not taken.
     *
     * @param row its place, counted from 0
     */
    public record Refused(int row, @Nullable String field, String code, String message) {}

    public record Answer(RainBook.Taken taken, List<Refused> refused) {}

    private record Read(int row, RainHour hour) {}

    public Answer take(List<Said> rows, Caller caller, Locale language) {
        var read = new ArrayList<Read>();
        var refused = new ArrayList<Refused>();
        for (int i = 0; i < rows.size(); i++) {
            try {
                read.add(new Read(i, read(rows.get(i))));
            } catch (ProblemException problem) {
                refused.add(refused(i, problem, language));
            }
        }
        var refusals = book.refusals(
                read.stream().map(Read::hour).toList(),
                WeatherGround.writes(caller).toList());
        for (var refusal : refusals) {
            refused.add(refused(read.get(refusal.row()).row(), refusal.problem(), language));
        }
        var bad = refused.stream().map(Refused::row).toList();
        var good = read.stream()
                .filter(one -> !bad.contains(one.row()))
                .map(Read::hour)
                .toList();
        var taken = book.write(good, RainBook.Source.MACHINE, caller.id().id());
        if (!good.isEmpty()) {
            acts.did(Act.of("rain.report")
                    .on(
                            "station",
                            good.stream()
                                    .map(RainHour::station)
                                    .distinct()
                                    .sorted()
                                    .toList()));
        }
        refused.sort(Comparator.comparingInt(Refused::row));
        return new Answer(taken, List.copyOf(refused));
    }

    private Refused refused(int row, ProblemException problem, Locale language) {
        return new Refused(row, problem.field(), problem.problem().name(), problem.told(messages, language));
    }

    private static RainHour read(Said said) {
        if (!StationCode.isValid(said.station())) {
            throw STATION_CODE_UNFIT.with(said.station()).at("station");
        }
        if (!NUMBER.matcher(said.millimetres().strip()).matches()) {
            throw RAIN_AMOUNT_UNFIT.with(said.millimetres()).at("millimetres");
        }
        return new RainHour(
                new StationCode(said.station()),
                hour(said.hour()),
                new BigDecimal(said.millimetres().strip()));
    }

    private static Instant hour(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw RAIN_HOUR_UNFIT.with(text).at("hour");
        }
    }
}
