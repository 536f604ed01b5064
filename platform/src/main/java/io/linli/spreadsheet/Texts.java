package io.linli.spreadsheet;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as people type them into cells. */
final class Texts {

    /** Blanks of every width, and marks without any that come along from web pages. */
    private static final String BLANK = "[\\s\\u00A0\\u2000-\\u200D\\u2028\\u2029\\u202F\\u205F\\u2060\\u3000\\uFEFF]";

    private static final Pattern AROUND = Pattern.compile("^" + BLANK + "+|" + BLANK + "+$");
    private static final Pattern BLANKS = Pattern.compile(BLANK + "+");
    private static final Pattern NOTES =
            Pattern.compile("[*＊]|[(（](必填|选填|required|optional)[)）]", Pattern.CASE_INSENSITIVE);

    /** What a spreadsheet would run rather than show, once it comes to a cell by way of CSV. */
    private static final Pattern FORMULA = Pattern.compile("(?s)=.+|[+\\-@]\\s*[A-Za-z]\\w*\\s*[(|!].*");

    /** The sign by which an export keeps a spreadsheet from running a text; see {@link CsvExport}. */
    private static final Pattern GUARDED = Pattern.compile("(?s)'[=+\\-@].*");

    private Texts() {}

    static String strip(String text) {
        return AROUND.matcher(text).replaceAll("");
    }

    /** Half-width digits, signs and letters without any blanks: for numbers, dates and the like. */
    static String compact(String text) {
        return BLANKS.matcher(halfWidth(text)).replaceAll("");
    }

    static String halfWidth(String text) {
        var half = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            half.append(c > '\uFF00' && c < '\uFF5F' ? (char) (c - 0xFEE0) : c);
        }
        return half.toString();
    }

    /** A heading or a dictionary entry, so that two spellings of the same are the same. */
    static String normal(String text) {
        return NOTES.matcher(compact(text)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    static boolean isFormula(String text) {
        return FORMULA.matcher(text).matches();
    }

    /** Without the sign that an export put before it. */
    static String unguarded(String text) {
        return GUARDED.matcher(text).matches() ? text.substring(1) : text;
    }

    /** Whether it holds what no keyboard makes: control characters, halves of letters, the mark of a lost letter. */
    static boolean isBroken(String text) {
        return text.codePoints()
                .anyMatch(c -> (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                        || c == 0xFFFD
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
