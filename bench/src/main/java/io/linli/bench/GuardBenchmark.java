package io.linli.bench;

import io.linli.bench.StatementLog.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * What it costs a request that its data are sealed, that its caller sees only their ground, and that it is written down.
 * None of the three can be switched off, so the request is measured whole, and its statements, as PostgreSQL logged them,
 * are asked again by plain JDBC with and without each.
 */
public final class GuardBenchmark implements Benchmark {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> TELL_ALL = Map.of(
            "log_statement", "'all'",
            "log_error_verbosity", "'default'",
            "log_parameter_max_length", "-1");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int PAGE = 50;
    private static final String PEOPLE = "/api/residents?size=" + PAGE;

    /** One of the requests. */
    private record Asked(String name, int people, List<Statement> statements) {}

    private static final Predicate<Statement> IS_AUDIT = one -> one.sql().contains("audit.");
    private static final Predicate<Statement> IS_SCOPE = one -> one.sql().contains("set_config(");

    @Override
    public String name() {
        return "guard";
    }

    @Override
    public String about() {
        return "What encryption, scope and the record of acts cost a request: " + PAGE
                + " people of a list, and one person opened in full";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (var linli = bench.linli().start();
                var database = linli.superuser()) {
            HeapBenchmark.awaitReaders(linli); // until the people of the demonstration are there
            if (IncidentsBenchmark.number(database, "select count(*) from residents.person") < 10_000) {
                throw new IllegalStateException("The people of the demonstration are not there");
            }
            tellAll(database, true);
        }
        var requests = new ArrayList<Asked>();
        try (var linli = bench.linli().start();
                var database = linli.superuser()) {
            var desk = Desk.of(linli.address(), "community");
            requests.add(asked("a list of %d people".formatted(PAGE), PAGE, linli, () -> desk.get(PEOPLE)));
            requests.add(asked("one person in full", 1, linli, opened(desk)));
            tellAll(database, false);
        }
        try (var linli = bench.linli().start();
                var application = linli.application();
                var superuser = linli.superuser()) {
            var desk = Desk.of(linli.address(), "community");
            measure(bench, requests.getFirst(), () -> desk.get(PEOPLE), application, superuser);
            measure(bench, requests.getLast(), opened(desk), application, superuser);
        }
        bench.note(
                "One caller who asks one thing after the other. The statements asked again by plain JDBC are parsed and planned each"
                        + " time, which those of the application are not. The predicate that the application itself adds to a query stays"
                        + " in it both times: what is left out is the second wall, row security, and telling PostgreSQL who asks.");
        bench.note(
                "Differences are of medians. Written is within a transaction that is taken back at its end, so what a commit costs"
                        + " is in the request alone.");
    }

    private static Work opened(Desk desk) throws IOException, InterruptedException {
        var id = JSON.readTree(desk.get(PEOPLE)).at("/items/0/id").asString("");
        return () -> desk.post("/api/residents/" + id + "/open", "{\"reason\": \"示例：测量\"}");
    }

    private static void measure(Bench bench, Asked asked, Work work, Connection application, Connection superuser)
            throws Exception {
        int rounds = bench.size(2_000, 50);
        var whole = times(rounds, work);
        var all = ask(application, asked.statements(), rounds, one -> true);
        var unwritten = ask(application, asked.statements(), rounds, IS_AUDIT.negate());
        var unscoped = ask(superuser, asked.statements(), rounds, IS_SCOPE.negate());
        double median = Samples.of(all).p50();
        long written = asked.statements().stream().filter(IS_AUDIT).count();
        bench.record(Figure.ofSamples(asked.name() + ", over HTTP", "ms", whole)
                .against(Reference.floor("its statements, by plain JDBC", median)));
        bench.record(Figure.ofSamples(asked.name() + ", its statements", "ms", all)
                .note("%d, of which %d are the record's"
                        .formatted(asked.statements().size(), written)));
        if (written > 0) {
            bench.record(Figure.of(
                    asked.name() + ", the record of acts",
                    "ms",
                    median - Samples.of(unwritten).p50()));
        }
        bench.record(Figure.of(
                asked.name() + ", scope", "ms", median - Samples.of(unscoped).p50()));
        bench.record(
                Figure.ofSamples(
                                asked.name() + ", opening what was sealed",
                                "ms",
                                unsealed(superuser, asked.people(), rounds))
                        .note(
                                "AES-256-GCM over as many values of the same length, each with a cipher of its own, in one thread"));
        bench.attach(
                "The statements of " + asked.name(),
                asked.statements().stream().map(Statement::sql).collect(Collectors.joining("\n")));
    }

    private static void tellAll(Connection database, boolean on) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var setting : TELL_ALL.entrySet()) {
                statement.execute("alter role linli "
                        + (on ? "set " + setting.getKey() + " = " + setting.getValue() : "reset " + setting.getKey()));
            }
        }
    }

    /** What one such request asks of the database. */
    private static Asked asked(String name, int people, Installed linli, Work work) throws Exception {
        for (int n = 0; n < 20; n++) {
            work.once(); // the session is known, and the driver has prepared what it asks often
        }
        var log = linli.data().resolve("logs/postgres.log");
        Thread.sleep(1_000); // the log is written from a buffer
        long begin = Files.size(log);
        work.once();
        Thread.sleep(1_000);
        var found = StatementLog.transactions(StatementLog.since(log, begin), "residents.person");
        if (found.isEmpty()) {
            throw new IllegalStateException("The request is not in " + log);
        }
        return new Asked(
                name,
                people,
                withIdsOfTheirOwn(found.stream().flatMap(List::stream).toList()));
    }

    /** What the request itself has written is there; what is asked again needs ids that nobody has. */
    private static List<Statement> withIdsOfTheirOwn(List<Statement> statements) {
        var known = ids(statements.stream().filter(one -> !isInsert(one)));
        var own = ids(statements.stream().filter(GuardBenchmark::isInsert)).stream()
                .filter(id -> !known.contains(id))
                .collect(Collectors.toMap(id -> id, id -> UUID.randomUUID().toString()));
        return statements.stream()
                .map(one -> new Statement(
                        one.sql(),
                        one.values().stream()
                                .map(value ->
                                        ID.matcher(value).replaceAll(id -> own.getOrDefault(id.group(), id.group())))
                                .toList()))
                .toList();
    }

    private static boolean isInsert(Statement one) {
        return one.sql().startsWith("insert");
    }

    private static Set<String> ids(Stream<Statement> statements) {
        return statements
                .flatMap(one -> one.values().stream())
                .flatMap(value -> ID.matcher(value).results().map(MatchResult::group))
                .collect(Collectors.toSet());
    }

    interface Work {
        void once() throws Exception;
    }

    private static double[] times(int rounds, Work work) throws Exception {
        for (int n = 0; n < rounds / 4; n++) {
            work.once(); // warm
        }
        var times = new double[rounds];
        for (int n = 0; n < rounds; n++) {
            var begin = System.nanoTime();
            work.once();
            times[n] = (System.nanoTime() - begin) / 1e6;
        }
        return times;
    }

    /** The same statements with the same values; what would be written is written, and taken back at the end. */
    private static double[] ask(Connection database, List<Statement> asked, int rounds, Predicate<Statement> which)
            throws Exception {
        var kept = asked.stream()
                .filter(one -> !one.isBegin() && !one.sql().equalsIgnoreCase("commit"))
                .filter(which)
                .map(GuardBenchmark::filledIn)
                .toList();
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            return times(rounds, () -> {
                for (var sql : kept) {
                    if (statement.execute(sql)) {
                        try (var rows = statement.getResultSet()) {
                            while (rows.next()) {
                                rows.getObject(1);
                            }
                        }
                    }
                }
                database.rollback();
            });
        } finally {
            database.rollback();
            database.setAutoCommit(true);
        }
    }

    private static String filledIn(Statement one) {
        var sql = one.sql();
        for (int n = one.values().size(); n > 0; n--) {
            sql = sql.replace("$" + n, one.values().get(n - 1));
        }
        return sql;
    }

    private static double[] unsealed(Connection database, int people, int rounds) throws Exception {
        var lengths = new ArrayList<Integer>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select length(sealed) from residents.person limit " + people)) {
            while (rows.next()) {
                lengths.add(rows.getInt(1));
            }
        }
        var boxes = new ArrayList<byte[]>();
        for (int length : lengths) {
            boxes.add(cipher(Cipher.ENCRYPT_MODE).doFinal(new byte[length]));
        }
        return times(rounds, () -> {
            for (var box : boxes) {
                cipher(Cipher.DECRYPT_MODE).doFinal(box);
            }
        });
    }

    private static Cipher cipher(int mode) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(128, new byte[12]));
        return cipher;
    }
}
