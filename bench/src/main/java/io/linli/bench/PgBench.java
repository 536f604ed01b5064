package io.linli.bench;

import io.linli.bench.StatementLog.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statements of one report, sent by pgbench one in a round trip. What must differ from report to report (ids, keys,
 * the number) is counted up, so that new rows lie beside each other in the indexes as Linli's do; all else stays.
 */
final class PgBench {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("SJ-\\d{6}-\\d{8}-\\d{6,}");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([\\d.]+) ms");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");

    record Run(double perSecond, double milliseconds) {}

    private final Installed linli;
    private final Path script;

    PgBench(Bench bench, Installed linli, List<Statement> report, List<Statement> another)
            throws IOException, InterruptedException {
        bench.version("pgbench", version());
        this.linli = linli;
        this.script = Files.writeString(bench.scratch().resolve("report.pgbench"), script(report, another));
    }

    static String version() throws InterruptedException {
        return Tool.version("pgbench", "--version", "apt install postgresql-contrib")
                .replaceAll("^pgbench \\(PostgreSQL\\) (\\S+).*", "$1");
    }

    String script() throws IOException {
        return Files.readString(script);
    }

    /** The script; what differs between two reports is what must differ between all. */
    static String script(List<Statement> report, List<Statement> another) {
        var other = another.stream().flatMap(one -> one.values().stream()).collect(Collectors.joining("\n"));
        var own = new LinkedHashMap<String, String>();
        for (var statement : report) {
            for (var value : statement.values()) {
                for (var pattern : List.of(ID, NUMBER)) {
                    pattern.matcher(value)
                            .results()
                            .map(MatchResult::group)
                            .filter(token -> !other.contains(token))
                            .forEach(token -> own.computeIfAbsent(token, made -> counted(made, own.size())));
                }
            }
        }
        return "\\set i :i + 1\n\\set n :i * 64 + :client_id\n"
                + report.stream().map(statement -> line(statement, own)).collect(Collectors.joining());
    }

    private static String counted(String token, int which) {
        return NUMBER.matcher(token).matches()
                ? "'" + token.substring(0, token.lastIndexOf('-') + 1) + "' || lpad((:n)::text, 12, '0')"
                : "'%s%02d-' || lpad(to_hex((:n)::bigint), 12, '0')".formatted(token.substring(0, 21), which % 100);
    }

    private static String line(Statement statement, Map<String, String> own) {
        var filled = PLACE.matcher(statement.sql().replaceAll("\\s*\\R\\s*", " "))
                .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(
                        literal(statement.values().get(Integer.parseInt(place.group(1)) - 1), own)));
        return filled + ";\n";
    }

    private static String literal(String value, Map<String, String> own) {
        if (value.equals("NULL")) {
            return value;
        }
        var inside = value.substring(1, value.length() - 1);
        var whole = own.get(inside);
        if (whole != null) {
            return "(" + whole + ")" + (ID.matcher(inside).matches() ? "::uuid" : "");
        }
        var text = quoted(inside);
        for (var token : own.entrySet()) {
            text = text.replace(
                    token.getKey(), "' || " + token.getValue() + " || " + (text.startsWith("E") ? "E'" : "'"));
        }
        return text.contains(" || ") ? "(" + text + ")" : text;
    }

    // a colon and a word would be a variable of pgbench, in quotes too
    private static String quoted(String inside) {
        return inside.contains(":")
                ? "E'" + inside.replace("\\", "\\\\").replace(":", "\\x3a") + "'"
                : "'" + inside + "'";
    }

    /** So many clients for so long. */
    Run run(int clients, int seconds, int round) throws IOException, InterruptedException {
        var said = Tool.run(
                Map.of("PGPASSWORD", linli.applicationPassword(), "LC_ALL", "C"),
                List.of(
                        "pgbench",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        Integer.toString(clients),
                        "-j",
                        "1",
                        "-T",
                        Integer.toString(seconds),
                        "-D",
                        "i=" + round * 1_000_000,
                        "-f",
                        script.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(linli.port()),
                        "-U",
                        "linli",
                        "linli"));
        var failed = FAILED.matcher(said);
        if (failed.find() && !failed.group(1).equals("0")) {
            throw new IllegalStateException("pgbench could not do all: " + said);
        }
        return new Run(number(RATE, said), number(LATENCY, said));
    }

    private static double number(Pattern pattern, String said) {
        var found = pattern.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("pgbench said nothing of use: " + said);
        }
        return Double.parseDouble(found.group(1));
    }
}
