package io.linli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People: taken in from a spreadsheet, and one found among a million. */
public final class ResidentsBenchmark implements Benchmark {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int WARM = 3_000;
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final List<String> GRIDS = List.of("430181002001001", "430181002001002", "430181002001003");
    private static final List<String> TABLES = List.of(
            "residents.building",
            "residents.home",
            "residents.person",
            "residents.stay",
            "residents.household",
            "residents.member",
            "residents.trail");
    private static final int DOORS = 40; // of a building
    private static final int TOGETHER = 2; // people behind a door

    @Override
    public String name() {
        return "residents";
    }

    @Override
    public String about() {
        return "100,000 people with their homes from a spreadsheet, and one by the identity number among 1,000,000";
    }

    @Override
    public void run(Bench bench) throws Exception {
        int people = bench.size(100_000, 2_000);
        int all = bench.size(1_000_000, 20_000);
        var collections = bench.scratch().resolve("gc.log");
        try (var linli = bench.linli()
                        .with("--linli.demo.scale=none")
                        .java("-Xlog:gc:file=" + collections)
                        .start();
                var database = linli.superuser()) {
            var desk = Desk.of(linli.address(), "community");
            takeIn(bench, desk, database, collections, people);
            fill(bench, database, all - people);
            HeapBenchmark.awaitReaders(linli); // what was just brought in is still being counted
            find(bench, desk, database, people);
        }
    }

    private static void takeIn(Bench bench, Desk desk, Connection database, Path collections, int people)
            throws Exception {
        bench.say("bringing %,d people".formatted(people));
        var file = csv(people);
        var begin = System.nanoTime();
        var id = JSON.readTree(desk.upload("/api/imports?list=residents", "residents.csv", file))
                .path("id")
                .asString("");
        until(desk, id, "READY");
        double checked = seconds(begin);
        int before = (int) Files.size(collections);
        begin = System.nanoTime();
        desk.post("/api/imports/" + id + "/confirm", "{}");
        var done = until(desk, id, "DONE");
        double taken = seconds(begin);
        if (done.path("result").path("added").asInt() != people
                || done.path("bad").asInt() != 0) {
            throw new IllegalStateException("Not all were taken in: " + done);
        }
        bench.record(Figure.of("import, looked at", "rows/s", people / checked)
                .note("read, checked by cell and row, and compared with who is known"));
        bench.record(Figure.of("import, taken in", "rows/s", people / taken)
                .against(Reference.floor(
                        "plain COPY of the same rows, sealed already, into tables with the same indexes",
                        people / copy(bench, database)))
                .note("persons, homes, stays, households, memberships and trail, sealed and indexed blind"));
        bench.record(Figure.of("import, most heap in use before a collection", "MB", heap(collections, before))
                .note("of 1,024 MB; what is not yet collected included"));
    }

    /** How long plain COPY takes for what the import has left behind. */
    private static double copy(Bench bench, Connection database) throws SQLException {
        double took = 0;
        try (var statement = database.createStatement()) {
            for (var table : TABLES) {
                var file = bench.scratch().resolve(table + ".copy");
                statement.execute("copy %s to '%s'".formatted(table, file));
                statement.execute("create table bench_copy (like %s including all)".formatted(table));
                var begin = System.nanoTime();
                statement.execute("copy bench_copy from '%s'".formatted(file));
                took += seconds(begin);
                statement.execute("drop table bench_copy");
            }
        }
        return took;
    }

    /** People who are never looked for: their seals are random bytes, since only the index is searched. */
    private static void fill(Bench bench, Connection database, int more) throws SQLException {
        bench.say("adding %,d others".formatted(more));
        try (var statement = database.createStatement()) {
            statement.execute("""
                    insert into residents.person (id, area, sealed, name_index, identity_index, state, registration,
                        registered_at, changed_at, version)
                    select gen_random_uuid(), '430181002006001', sha256(n::text::bytea) || sha256((-n)::text::bytea)
                            || sha256((n + 0.5)::text::bytea), sha256(('n' || n %% 5000)::bytea),
                        sha256(('i' || n)::bytea), 'HERE', 'UNKNOWN', now(), now(), 0
                    from generate_series(1, %d) n""".formatted(more));
            statement.execute("vacuum (analyze) residents.person");
            statement.execute("checkpoint");
        }
    }

    private static void find(Bench bench, Desk desk, Connection database, int people) throws Exception {
        int rounds = bench.size(1_000, 50);
        var random = new Random(1);
        // until the JVM has compiled what it runs: it does so beside the requests, on the same two cores
        for (int n = 0; n < bench.size(WARM, 50); n++) {
            found(desk, random.nextInt(people));
        }
        var times = new double[rounds];
        for (int n = 0; n < rounds; n++) {
            var who = random.nextInt(people);
            var begin = System.nanoTime();
            found(desk, who);
            times[n] = (System.nanoTime() - begin) / 1e6;
        }
        bench.record(Figure.ofSamples("one person by the identity number, over HTTP", "ms", times)
                .against(Reference.floor("the row by its index, plain SQL of the superuser", plain(database, rounds)))
                .aim(Aim.atMost(5).of(Aim.Measure.P95))
                .note("with scope, unsealing, masking and the record of the search; after %,d such requests"
                        .formatted(WARM)));
    }

    private static void found(Desk desk, int who) throws IOException, InterruptedException {
        var answer = desk.post("/api/residents/find", "{\"identity\": \"%s\"}".formatted(identity(who)));
        if (JSON.readTree(answer).path("items").size() != 1) {
            throw new IllegalStateException("Not found: person " + who);
        }
    }

    private static double plain(Connection database, int rounds) throws SQLException {
        var indexes = new java.util.ArrayList<byte[]>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select identity_index from residents.person order by id limit " + rounds)) {
            while (rows.next()) {
                indexes.add(rows.getBytes(1));
            }
        }
        var times = new double[indexes.size()];
        try (var find = database.prepareStatement("select * from residents.person where identity_index = ?")) {
            for (int n = 0; n < times.length; n++) {
                var begin = System.nanoTime();
                find.setBytes(1, indexes.get(n));
                try (var row = find.executeQuery()) {
                    row.next();
                    row.getBytes("sealed");
                }
                times[n] = (System.nanoTime() - begin) / 1e6;
            }
        }
        return Samples.of(times).p50();
    }

    private static JsonNode until(Desk desk, String id, String state) throws IOException, InterruptedException {
        while (true) {
            var job = JSON.readTree(desk.get("/api/imports/" + id));
            var now = job.path("state").asString("");
            if (now.equals(state)) {
                return job;
            }
            if (List.of("REFUSED", "FAILED", "CANCELLED").contains(now)) {
                throw new IllegalStateException("The import ended as " + job);
            }
            Thread.sleep(100);
        }
    }

    private static byte[] csv(int people) {
        var csv = new StringBuilder("姓名,身份号码,联系电话,网格代码,楼栋,单元,房号,与户主关系,户籍\n");
        for (int n = 0; n < people; n++) {
            int home = n / TOGETHER;
            int building = home / DOORS;
            csv.append("示例%d,%s,138%08d,%s,示例%d栋,1单元,%d,%s,户籍在此%n"
                    .formatted(
                            n,
                            identity(n),
                            n,
                            GRIDS.get(building % GRIDS.size()),
                            building,
                            100 + home % DOORS,
                            n % TOGETHER == 0 ? "户主" : "配偶"));
        }
        return csv.toString().getBytes(UTF_8);
    }

    /** Made up: the region 4399 does not exist. */
    private static String identity(int n) {
        var first = "439900%d%02d%02d%03d"
                .formatted(1950 + n / 1_000 / 336, 1 + n / 1_000 / 28 % 12, 1 + n / 1_000 % 28, n % 1_000);
        int sum = 0;
        for (int at = 0; at < WEIGHTS.length; at++) {
            sum += (first.charAt(at) - '0') * WEIGHTS[at];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    private static double heap(Path collections, int before) throws IOException {
        return HEAP.matcher(Files.readString(collections).substring(before))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
