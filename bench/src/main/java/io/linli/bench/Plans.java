package io.linli.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Query plans as PostgreSQL made them for the running application, with what each step took. */
final class Plans {

    private Plans() {}

    /** The plans as the application's own queries got them, by auto_explain, for one request each. */
    static void attach(Bench bench, Map<String, Desk> desks, Connection database, Path log) throws Exception {
        try (var statement = database.createStatement()) {
            for (var setting : List.of(
                    "session_preload_libraries = 'auto_explain'",
                    "auto_explain.log_min_duration = 0",
                    "auto_explain.log_analyze = on",
                    "auto_explain.log_buffers = on")) {
                statement.execute("alter role linli in database linli set " + setting);
            }
        }
        try {
            for (var wanted : List.of(
                    Map.entry("district", ""),
                    Map.entry("community", ""),
                    Map.entry("grid", "category=9008"),
                    Map.entry("district", "area=AREA&queue=URGENT&sort=due"))) {
                renewConnections(database);
                var desk = Objects.requireNonNull(desks.get(wanted.getKey()));
                long from = Files.size(log);
                desk.get(IncidentsBenchmark.path(wanted.getValue(), wanted.getKey()));
                Thread.sleep(200);
                var said = StatementLog.since(log, from);
                bench.attach(
                        "plans of GET /api/incidents?" + wanted.getValue() + " by " + wanted.getKey(),
                        Pattern.compile("(?s)duration:.*?(?=\\n\\d{4}-\\d\\d-\\d\\d |\\z)")
                                .matcher(said)
                                .results()
                                .map(MatchResult::group)
                                .filter(plan -> plan.contains("incident.incident i") || plan.contains("tally_below"))
                                .reduce("", (one, other) -> one + other + "\n"));
            }
        } finally {
            try (var statement = database.createStatement()) {
                statement.execute("alter role linli in database linli reset all");
            }
            renewConnections(database);
        }
    }

    private static void renewConnections(Connection database) throws SQLException, InterruptedException {
        IncidentsBenchmark.number(
                database,
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where usename = 'linli' and state = 'idle'");
        Thread.sleep(1_000);
    }
}
