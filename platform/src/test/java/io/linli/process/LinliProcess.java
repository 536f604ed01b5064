package io.linli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** One Linli as it is installed: the packaged jar in a process of its own, on a folder of its own. */
final class LinliProcess implements AutoCloseable {

    static final String PASSWORD = "open sesame";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path PACKAGED = Path.of("target/linli.jar").toAbsolutePath();

    /** The packaged jar laid out as the launcher does it after the first start: half of a start is reading jars in jars. */
    private static final Path JAR = laidOut(PACKAGED);

    private static final Pattern ADDRESS = Pattern.compile("(https?://localhost:\\d+)/");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofMinutes(1);

    /** The gateway, for those that start several instances. */
    private static final class Gateway {
        static final Path JAR = laidOut(
                Path.of("../gateway/target/linli-gateway.jar").toAbsolutePath().normalize());
    }

    private final Path home;
    private final Process process;
    private final Path output;
    private final Path complaints;

    private LinliProcess(Path home, Process process, Path output, Path complaints) {
        this.home = home;
        this.process = process;
        this.output = output;
        this.complaints = complaints;
    }

    private static Path laidOut(Path packaged) {
        assertThat(packaged).as("made by the package phase before").exists();
        var name = packaged.getFileName().toString();
        var folder = PACKAGED.resolveSibling(
                name + "-laid-out-" + ProcessHandle.current().pid());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
        try {
            var tools = new ProcessBuilder(
                            JAVA,
                            "-Djarmode=tools",
                            "-jar",
                            packaged.toString(),
                            "extract",
                            "--destination",
                            folder.toString())
                    .inheritIO()
                    .start();
            assertThat(tools.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return folder.resolve(name);
    }

    /** Begins a command of the jar; the data are in the folder {@code data} of the home. */
    static LinliProcess begin(Path home, String... words) throws IOException {
        return begin(home, Map.of(), words);
    }

    /** The same, with more in its environment. */
    static LinliProcess begin(Path home, Map<String, String> more, String... words) throws IOException {
        Files.createDirectories(home);
        var output = Files.createTempFile(home, "output-", ".txt");
        var complaints = Files.createTempFile(home, "complaints-", ".txt");
        var command = new ArrayList<>(List.of(
                JAVA,
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("LINLI_") || name.startsWith("SPRING_"));
        environment.put("LINLI_DATA_DIR", data(home).toString());
        environment.put("LINLI_KEY_FILE", home.resolve("keys.json").toString());
        environment.put("LINLI_DEMO_PASSWORD", PASSWORD);
        environment.putAll(more);
        if (Stream.of(words).anyMatch(word -> word.startsWith("--instances"))) {
            environment.put("LINLI_GATEWAY_JAR", Gateway.JAR.toString());
        }
        return new LinliProcess(home, builder.start(), output, complaints);
    }

    /** Starts a server on a free port and waits until it says where it is. */
    static LinliProcess started(Path home, String word, String... settings) throws Exception {
        var words = new ArrayList<>(List.of(word, "--server.port=0"));
        words.addAll(List.of(settings));
        var linli = begin(home, words.toArray(String[]::new));
        linli.awaitAddress();
        return linli;
    }

    static Path data(Path home) {
        return home.resolve("data");
    }

    private void awaitAddress() throws Exception {
        var end = System.nanoTime() + START.toNanos();
        while (!ADDRESS.matcher(said()).find()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Ended with " + process.exitValue() + ": " + complained() + said());
            }
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new TimeoutException("Does not start: " + complained() + said());
            }
            Thread.sleep(50);
        }
    }

    URI address() throws IOException {
        var address = ADDRESS.matcher(said());
        assertThat(address.find()).isTrue();
        return URI.create(address.group(1));
    }

    Path data() {
        return data(home);
    }

    /** What it wrote to its standard output. */
    String said() throws IOException {
        return Files.readString(output);
    }

    /** What it wrote to its standard error. */
    String complained() throws IOException {
        return Files.readString(complaints);
    }

    /** What its log says of faults of its own, shortened. */
    List<String> faults() throws IOException {
        try (var lines = Files.lines(data().resolve("logs/linli.log"))) {
            return lines.filter(line -> line.contains("Fault "))
                    .limit(3)
                    .map(line -> line.substring(0, Math.min(line.length(), 4_000)))
                    .toList();
        }
    }

    /** Waits for the end; gives the exit code. */
    int end() throws Exception {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new TimeoutException("Does not end: " + complained() + said());
        }
        return process.exitValue();
    }

    ProcessHandle java() {
        return process.toHandle();
    }

    /** The database server's process. */
    ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(data().resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** SIGKILL: nothing of it gets to say goodbye. */
    static void kill(ProcessHandle... victims) {
        for (var victim : victims) {
            victim.destroyForcibly();
        }
        for (var victim : victims) {
            victim.onExit().orTimeout(END.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    /** SIGTERM, as a service manager does it. */
    int stop() throws Exception {
        process.destroy();
        return end();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(END.toSeconds(), TimeUnit.SECONDS).join();
        // after a kill of Java alone the database server goes on
        if (Files.exists(data().resolve("postgres/postmaster.pid"))) {
            var pid = Files.readAllLines(data().resolve("postgres/postmaster.pid"))
                    .getFirst();
            ProcessHandle.of(Long.parseLong(pid.strip()))
                    .filter(server -> server.info().command().orElse("").endsWith("/postgres"))
                    .ifPresent(LinliProcess::kill);
        }
    }
}
