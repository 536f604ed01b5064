package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.CELL_BROKEN_TEXT;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_DIGITS_LOST;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_FORMULA;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_IS_ERROR;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_NOT_CHOICE;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_NOT_DATE;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_NOT_DATE_TIME;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_NOT_IDENTITY;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_NOT_NUMBER;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_NOT_PHONE;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_NOT_TIME;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_NOT_WHOLE;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_REQUIRED;
import static io.linli.spreadsheet.SpreadsheetProblem.CELL_TOO_LONG;

import io.linli.privacy.IdCardNumber;
import io.linli.privacy.PhoneNumber;
import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of a cell what its column asks for, or says in the words of the list what is wrong with it. */
final class CellReader {

    private static final int SHOWN_CHOICES = 12;
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,20})?");
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d(\\.\\d+)?[eE]\\+?\\d{2}");

    private final Column column;
    private final boolean from1904;
    private final Map<String, String> codes = new HashMap<>();
    private final String shownChoices;

    CellReader(Column column, boolean from1904) {
        this.column = column;
        this.from1904 = from1904;
        var choices = column.choices().get();
        for (var choice : choices) {
            codes.putIfAbsent(Texts.normal(choice.chinese()), choice.code());
            codes.putIfAbsent(Texts.normal(choice.english()), choice.code());
            codes.putIfAbsent(Texts.normal(choice.code()), choice.code());
        }
        shownChoices =
                choices.stream().map(Choice::chinese).limit(SHOWN_CHOICES).collect(Collectors.joining("、"))
                        + (choices.size() > SHOWN_CHOICES ? "…" : "");
    }

    Column column() {
        return column;
    }

    /** Null where an optional cell is empty. */
    @Nullable
    Object read(@Nullable RawCell cell) {
        if (cell == null || cell.isBlank()) {
            if (column.mandatory()) {
                throw refusal(CELL_REQUIRED);
            }
            return null;
        }
        switch (cell.kind()) {
            case FORMULA -> throw refusal(CELL_FORMULA);
            case ERROR -> throw refusal(CELL_IS_ERROR, cell.text());
            case TEXT, NUMBER, DATE, BOOLEAN -> {
                if (cell.kind() == RawCell.Kind.TEXT && Texts.isFormula(Texts.strip(cell.text()))) {
                    throw refusal(CELL_FORMULA);
                }
            }
        }
        var value = value(cell);
        try {
            column.check().accept(value);
        } catch (ProblemException refused) {
            throw refused.at(column.key());
        }
        return value;
    }

    private Object value(RawCell cell) {
        return switch (column.type()) {
            case TEXT -> text(cell);
            case CODE -> code(cell);
            case WHOLE -> whole(cell);
            case DECIMAL -> decimal(cell, CELL_NOT_NUMBER);
            case DATE -> moment(cell, CELL_NOT_DATE).toLocalDate();
            case DATE_TIME -> moment(cell, CELL_NOT_DATE_TIME);
            case TIME -> time(cell);
            case PHONE -> phone(cell);
            case IDENTITY -> identity(cell);
        };
    }

    private String text(RawCell cell) {
        var text = cell.kind() == RawCell.Kind.DATE ? Moments.shown(cell.number(), from1904) : digits(cell);
        var stripped = Texts.strip(text);
        if (Texts.isBroken(stripped)) {
            throw refusal(CELL_BROKEN_TEXT);
        }
        if (stripped.codePointCount(0, stripped.length()) > column.longest()) {
            throw refusal(CELL_TOO_LONG, column.longest());
        }
        return stripped;
    }

    /** The digits of a number that was to be text, when they are still all there. */
    private String digits(RawCell cell) {
        if (cell.number() != null && Numbers.hasLostDigits(cell.number())) {
            throw refusal(CELL_DIGITS_LOST, cell.text());
        }
        return cell.text();
    }

    private String code(RawCell cell) {
        var code = codes.get(Texts.normal(cell.text()));
        if (code == null) {
            throw refusal(CELL_NOT_CHOICE, shownChoices);
        }
        return code;
    }

    private Long whole(RawCell cell) {
        var number = decimal(cell, CELL_NOT_WHOLE);
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw refusal(CELL_NOT_WHOLE);
        }
    }

    private BigDecimal decimal(RawCell cell, Problem otherwise) {
        if (cell.kind() == RawCell.Kind.NUMBER && cell.number() != null) {
            digits(cell);
            return Numbers.asShown(cell.number());
        }
        var text = Texts.compact(cell.text());
        var plain = THOUSANDS.matcher(text).matches() ? text.replace(",", "") : text;
        if (cell.kind() != RawCell.Kind.TEXT || !NUMBER.matcher(plain).matches()) {
            throw refusal(otherwise);
        }
        return new BigDecimal(plain);
    }

    private LocalDateTime moment(RawCell cell, Problem otherwise) {
        Optional<LocalDateTime> read = cell.number() == null
                ? Moments.read(Texts.compact(spaced(cell.text())))
                : Moments.ofNumber(cell.number(), from1904);
        return read.filter(moment -> otherwise != CELL_NOT_DATE
                        || moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                        || cell.number() == null)
                .orElseThrow(() -> refusal(otherwise));
    }

    /** One blank between day and time is kept as a T, so that all others may go. */
    private static String spaced(String text) {
        return Texts.strip(text).replaceFirst("(?<=[0-9０-９日号])[\\s\\u00A0\\u3000]+(?=[0-9０-９]{1,2}[:：时点])", "T");
    }

    private LocalTime time(RawCell cell) {
        var read = cell.number() == null ? Moments.readTime(Texts.compact(cell.text())) : Moments.timeOf(cell.number());
        return read.orElseThrow(() -> refusal(CELL_NOT_TIME));
    }

    private PhoneNumber phone(RawCell cell) {
        var text = Texts.strip(digits(cell));
        refuseScientific(text);
        if (!PhoneNumber.isValid(text)) {
            throw refusal(CELL_NOT_PHONE);
        }
        return PhoneNumber.of(text);
    }

    private IdCardNumber identity(RawCell cell) {
        var text = Texts.strip(digits(cell));
        refuseScientific(text);
        if (!IdCardNumber.isValid(text)) {
            throw refusal(CELL_NOT_IDENTITY);
        }
        return IdCardNumber.of(text);
    }

    /** Excel wrote 4.30181E+17 into a CSV: what stood behind is gone. */
    private void refuseScientific(String text) {
        if (SCIENTIFIC.matcher(Texts.compact(text)).matches()) {
            throw refusal(CELL_DIGITS_LOST, text);
        }
    }

    private ProblemException refusal(Problem problem, Object... details) {
        return problem.with(details).at(column.key());
    }
}
