package io.linli.bench;

import io.linli.simulator.LinliClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One Linli as people start it: the launcher, the packaged jar, a process and a folder of its own. */
public final class Installed implements AutoCloseable {

    /** Of all demo accounts and of the machine client {@code replay}; the server listens for a while on this machine. */
    public static final String PASSWORD = "measured and thrown away";

    private static final Pattern ADDRESS = Pattern.compile("(https?://localhost:\\d+)/");
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration END = Duration.ofMinutes(2);

    private final Path folder;
    private final Process process;
    private final Path output;
    private final long begin;

    private Installed(Path folder, Process process, Path output, long begin) {
        this.folder = folder;
        this.process = process;
        this.output = output;
        this.begin = begin;
    }

    /** How it is to be started. */
    public static final class Starter {

        private final Bench bench;
        private Path folder;
        private final List<String> settings = new ArrayList<>();
        private final List<String> javaOptions = new ArrayList<>();
        private boolean prepared = true;

        Starter(Bench bench, Path folder) {
            this.bench = bench;
            this.folder = folder;
        }

        /** Where its data and keys are; what is there already is used. */
        public Starter in(Path place) {
            folder = place;
            return this;
        }

        /** Further options of {@code ./linli run}, such as {@code --linli.name=x}. */
        public Starter with(String... more) {
            settings.addAll(List.of(more));
            return this;
        }

        /** Further options of its JVM, after the launcher's own; without spaces in them. */
        public Starter java(String... more) {
            javaOptions.addAll(List.of(more));
            return this;
        }

        /** As at the first start after a build: nothing is prepared, and it is prepared behind the start's back. */
        Starter unprepared() {
            prepared = false;
            return this;
        }

        /** Starts it as a demo and waits until it says where it is. */
        public Installed start() throws IOException, InterruptedException, SQLException {
            var linli = begin();
            linli.awaitAddress();
            try (var database = linli.superuser();
                    var row = database.createStatement().executeQuery("show server_version")) {
                row.next();
                bench.version("postgresql", row.getString(1));
            }
            return linli;
        }

        Installed begin() throws IOException, InterruptedException {
            if (prepared) {
                prepare();
            }
            Files.createDirectories(folder);
            var output = Files.createTempFile(folder, "output-", ".txt");
            var command = new ArrayList<>(List.of(launcher(), "run", "--server.port=0"));
            command.addAll(settings);
            var builder = builder(command).redirectOutput(output.toFile());
            var environment = builder.environment();
            environment.put("LINLI_DATA_DIR", folder.resolve("data").toString());
            environment.put("LINLI_KEY_FILE", folder.resolve("keys.json").toString());
            environment.put("LINLI_DEMO_PASSWORD", PASSWORD);
            environment.put("LINLI_JAVA_OPTS", String.join(" ", javaOptions));
            var begin = System.nanoTime();
            var process = builder.start();
            // whoever ends the measurement ends what it started
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new Installed(folder, process, output, begin);
        }

        /** Lets the launcher prepare now what it would else prepare during the measurement. */
        private void prepare() throws IOException, InterruptedException {
            var log = bench.scratch().resolve("prepare.log");
            var code = builder(List.of(launcher(), "prepare"))
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("./linli prepare ended with " + code + ": " + Files.readString(log));
            }
        }

        private String launcher() {
            return bench.home().resolve("linli").toString();
        }

        private ProcessBuilder builder(List<String> command) {
            var builder = new ProcessBuilder(command)
                    .directory(bench.scratch().toFile())
                    .redirectErrorStream(true);
            var environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("LINLI_") || name.startsWith("SPRING_"));
            environment.put("LINLI_JAVA_HOME", System.getProperty("java.home"));
            return builder;
        }
    }

    /** The seconds from the command until it has said where it is and answered there. */
    double secondsToFirstAnswer() throws IOException, InterruptedException {
        awaitAddress();
        var health = address().resolve("/actuator/health").toURL();
        var connection = (HttpURLConnection) health.openConnection();
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(60_000);
        if (connection.getResponseCode() != 200) {
            throw new IllegalStateException("Answered " + connection.getResponseCode());
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void mayStillStart() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Ended with " + process.exitValue() + ": " + said());
        }
        if (System.nanoTime() - begin > START.toNanos()) {
            process.destroyForcibly();
            throw new IllegalStateException("Does not start: " + said());
        }
    }

    private void awaitAddress() throws IOException, InterruptedException {
        while (!ADDRESS.matcher(said()).find()) {
            mayStillStart();
            Thread.sleep(10);
        }
    }

    public URI address() throws IOException {
        var address = ADDRESS.matcher(said());
        if (!address.find()) {
            throw new IllegalStateException("Has not said where it is: " + said());
        }
        return URI.create(address.group(1));
    }

    /** The machine client of the demo, which may report without limit. */
    public LinliClient client() throws IOException {
        return new LinliClient(address(), "replay", PASSWORD);
    }

    public Path data() {
        return folder.resolve("data");
    }

    public ProcessHandle java() {
        return process.toHandle();
    }

    /** The database server's first process; those that serve the connections are its children. */
    public ProcessHandle postgres() throws IOException {
        return ProcessHandle.of(Long.parseLong(postmaster().getFirst().strip())).orElseThrow();
    }

    /** Past the application and past row security. */
    public Connection superuser() throws IOException, SQLException {
        return connect("postgres", "postgres.password");
    }

    /** With the rights of the application: row security applies. */
    public Connection application() throws IOException, SQLException {
        return connect("linli", "postgres-app.password");
    }

    private Connection connect(String role, String password) throws IOException, SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/linli", role, secret(password));
    }

    String applicationPassword() throws IOException {
        return secret("postgres-app.password");
    }

    private String secret(String file) throws IOException {
        return Files.readString(data().resolve(file)).strip();
    }

    int port() throws IOException {
        return Integer.parseInt(postmaster().get(3).strip());
    }

    // as PostgreSQL writes it: process, folder, start, port
    private List<String> postmaster() throws IOException {
        return Files.readAllLines(data().resolve("postgres/postmaster.pid"));
    }

    private String said() throws IOException {
        return Files.readString(output);
    }

    /** Ends what the launcher prepares behind the back of a first start, once it has begun; the database goes on. */
    void endPreparation() throws InterruptedException {
        List<ProcessHandle> preparing = List.of();
        for (int n = 0; n < 100 && preparing.isEmpty(); n++) {
            Thread.sleep(100);
            preparing = process.descendants()
                    .filter(child -> !child.info().command().orElse("").endsWith("/postgres"))
                    .toList();
        }
        preparing.forEach(ProcessHandle::destroyForcibly);
    }

    /** Stops it in order, as a service manager does; the data stay. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Does not end");
        }
    }

    /** As a machine without memory does it: at once, and nothing is put in order. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
