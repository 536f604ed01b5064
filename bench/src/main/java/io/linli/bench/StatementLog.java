package io.linli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** PostgreSQL's own record of what it was asked to do, in the order of each connection, with the values. */
final class StatementLog {

    private static final Pattern ENTRY = Pattern.compile(
            "(?ms)^\\d{4}-\\d\\d-\\d\\d [^\\[\\n]*\\[(\\d+)] (\\w+):  (.*?)(?=^\\d{4}-\\d\\d-\\d\\d |\\z)");
    private static final Pattern ASKED = Pattern.compile("(?s)(?:execute [^:]+|statement): (.*)");
    private static final Pattern VALUE = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']++|'')*+')");

    private StatementLog() {}

    /**
     * A statement as it was sent.
     *
     * @param values as literals, in the order of the places; empty when it has none
     */
    record Statement(String sql, List<String> values) {

        /** Of one that only reads too. */
        boolean isBegin() {
            return sql.regionMatches(true, 0, "begin", 0, "begin".length());
        }
    }

    /** The transactions in which all of that was done, whole, in the order of their ends. */
    static List<List<Statement>> transactions(String log, String with) {
        var open = new HashMap<String, List<Statement>>();
        var whole = new ArrayList<List<Statement>>();
        var entries = ENTRY.matcher(log).results().toList();
        for (int n = 0; n < entries.size(); n++) {
            var connection = entries.get(n).group(1);
            var asked = ASKED.matcher(entries.get(n).group(3).strip());
            if (!entries.get(n).group(2).equals("LOG") || !asked.matches()) {
                continue;
            }
            var values = n + 1 < entries.size() && entries.get(n + 1).group(2).equals("DETAIL")
                    ? values(entries.get(n + 1).group(3))
                    : List.<String>of();
            var statement = new Statement(asked.group(1).strip(), values);
            if (statement.isBegin()) {
                open.put(connection, new ArrayList<>());
            }
            var mine = open.get(connection);
            if (mine != null) {
                mine.add(statement);
                if (statement.sql().equalsIgnoreCase("commit")) {
                    open.remove(connection);
                    if (mine.stream().anyMatch(one -> one.sql().contains(with))) {
                        whole.add(List.copyOf(mine));
                    }
                }
            }
        }
        return whole;
    }

    private static List<String> values(String detail) {
        Map<Integer, String> byPlace = new HashMap<>();
        VALUE.matcher(detail).results().forEach(value -> byPlace.put(Integer.valueOf(value.group(1)), value.group(2)));
        var values = new ArrayList<String>();
        for (int place = 1; place <= byPlace.size(); place++) {
            var value = byPlace.get(place);
            if (value == null) {
                throw new IllegalStateException("A value is missing: " + detail);
            }
            values.add(value);
        }
        return values;
    }

    /** What was written behind so many bytes; there are fewer characters, where people's words stand in the log. */
    static String since(Path log, long bytes) throws IOException {
        try (var content = Files.newInputStream(log)) {
            content.skipNBytes(bytes);
            return new String(content.readAllBytes(), UTF_8);
        }
    }
}
