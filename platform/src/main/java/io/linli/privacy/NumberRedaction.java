package io.linli.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds numbers by their shape and check digit, with full-width digits, spaces and dashes between. Amounts, dates, house
 * numbers and the numbers of incidents stay. Names, car plates and numbers written in words
 * (幺三八…) stay too.
 */
@Component
class NumberRedaction implements Redaction {

    private static final String GAP = Digits.GAP + "{0,2}";

    /** Neither some digits of many nor the places behind a decimal point. */
    private static final String START = "(?<!\\d)(?<!\\d\\.)";

    private static final String END = "(?!\\d)(?!\\.\\d)";
    private static final String NO_AMOUNT = END + "(?!\\s?(?:元(?!旦)|万|亿|平方|立方))";
    private static final String CHINA = "(?:(?:\\+|00)?86" + GAP + ")?";

    /** A telephone without its city; all other numbers are longer. */
    private static final int FEWEST_DIGITS = 7;

    /** The numbers of matters, and ids. */
    private static final Pattern KEPT = Pattern.compile(
            "[A-Z]{2,4}-\\d{6}-\\d{8}-\\d{6,}" + "|(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** What an earlier one took, a later one does not look at. */
    private static final List<RedactedKind> KINDS = List.of(
            new RedactedKind(
                    "〔邮箱〕", "(?<![\\w.+-])[\\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}", found -> true),
            new RedactedKind("〔身份证号〕", START + identity("16"), IdCardNumber::isValid),
            // the foreigners' card of 2017
            new RedactedKind(
                    "〔身份证号〕",
                    "(?<![A-Za-z])[A-Za-z]{3}" + GAP + "\\d(?:" + GAP + "\\d){11}" + END,
                    IdCardNumber::isValid),
            // a mistyped one (or an old one of 15 digits), where the text itself says what it is
            new RedactedKind("〔身份证号〕", "(?<=身份证.{0,8})" + START + identity("13,16"), found -> true),
            new RedactedKind(
                    "〔银行卡号〕",
                    START + "[3-69](?:\\d{15,18}|\\d{3}" + GAP + "\\d{4}" + GAP + "\\d{4}" + GAP + "\\d{4}(?:" + GAP
                            + "\\d{1,3})?|\\d{5}" + GAP + "\\d{10,13})" + END,
                    NumberRedaction::passesLuhn),
            new RedactedKind(
                    "〔手机号〕", START + CHINA + "(?:1[3-9]\\d{9}|" + mobileInGroups() + ")" + NO_AMOUNT, found -> true),
            new RedactedKind(
                    "〔电话〕",
                    START + CHINA + "\\(?0(?:10|2\\d|[3-9]\\d{2})\\)?" + GAP + "[2-8](?:\\d{6,7}|\\d{2,3}" + GAP
                            + "\\d{4})(?:" + GAP + "[转-]" + GAP + "\\d{1,6})?" + END,
                    found -> true),
            new RedactedKind(
                    "〔电话〕",
                    START + "[48]00" + GAP + "(?:\\d{7}|\\d{3}" + GAP + "\\d{4}|\\d{4}" + GAP + "\\d{3})" + NO_AMOUNT,
                    found -> true),
            // a number without its city is known only by the word before it
            new RedactedKind(
                    "〔电话〕",
                    "(?<=(?:电话|致电|来电|座机|手机|联系方式|号码|小灵通).{0,4})" + START + "[2-8]\\d{2,3}" + GAP + "\\d{4}" + NO_AMOUNT,
                    found -> true));

    @Override
    public String redact(String text) {
        var ascii = Digits.ascii(text);
        if (ascii.indexOf('@') < 0 && ascii.chars().filter(Character::isDigit).count() < FEWEST_DIGITS) {
            return text; // as most are
        }
        var taken = new ArrayList<Span>();
        var kept = KEPT.matcher(ascii);
        while (kept.find()) {
            taken.add(new Span(kept.start(), kept.end(), text.substring(kept.start(), kept.end())));
        }
        for (var kind : KINDS) {
            kind.find(ascii, taken);
        }
        taken.sort(Comparator.comparingInt(Span::start));
        var redacted = new StringBuilder(text.length());
        var from = 0;
        for (var span : taken) {
            redacted.append(text, from, span.start()).append(span.instead());
            from = span.end();
        }
        return redacted.append(text, from, text.length()).toString();
    }

    private static String identity(String digits) {
        return "\\d(?:" + GAP + "\\d){" + digits + "}" + GAP + "[\\dXx]" + END;
    }

    private static String mobileInGroups() {
        return String.join(
                "|",
                "1[3-9]\\d" + GAP + "\\d{4}" + GAP + "\\d{4}",
                "1[3-9]\\d" + GAP + "\\d{3}" + GAP + "\\d{5}",
                "1[3-9]\\d{2}" + GAP + "\\d{3}" + GAP + "\\d{4}",
                "1[3-9]\\d" + GAP + "\\d{8}",
                "1[3-9]\\d{5}" + GAP + "\\d{4}",
                "1" + GAP + "[3-9](?:" + Digits.GAP + "\\d){9}"); // each digit apart
    }

    /** ISO/IEC 7812-1, annex B. */
    private static boolean passesLuhn(String found) {
        var digits = Digits.compact(found);
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /** A piece of the text and what stands there instead. */
    private record Span(int start, int end, String instead) {}

    private record RedactedKind(String marker, Pattern shape, Predicate<String> check) {

        RedactedKind(String marker, String shape, Predicate<String> check) {
            this(marker, Pattern.compile(shape), check);
        }

        void find(String ascii, List<Span> taken) {
            var matcher = shape.matcher(ascii);
            for (var from = 0; matcher.find(from); ) {
                var span = new Span(matcher.start(), endOf(ascii, matcher.end()), marker);
                var free = taken.stream().noneMatch(other -> span.start() < other.end() && other.start() < span.end());
                if (free && check.test(matcher.group())) {
                    taken.add(span);
                    from = span.end();
                } else {
                    from = span.start() + 1;
                }
                if (from >= ascii.length()) {
                    return;
                }
            }
        }

        /** The second half of a digit of two chars goes with it. */
        private static int endOf(String ascii, int end) {
            var whole = end;
            while (whole < ascii.length() && ascii.charAt(whole) == Digits.FILLER) {
                whole++;
            }
            return whole;
        }
    }
}
