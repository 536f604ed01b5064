package io.linli;

import static io.linli.settings.CannotStart.Reason.ADDRESS_NOT_OURS;
import static io.linli.settings.CannotStart.Reason.GATEWAY_MISSING;
import static io.linli.settings.CannotStart.Reason.GATEWAY_SILENT;
import static io.linli.settings.CannotStart.Reason.INSTANCES_NOT_OWN_TLS;
import static io.linli.settings.CannotStart.Reason.INSTANCE_ENDED;
import static io.linli.settings.CannotStart.Reason.PORT_IN_USE;
import static io.linli.settings.CannotStart.Reason.TLS_UNUSABLE;

import io.linli.settings.CannotStart;
import io.linli.settings.DataDirectory;
import io.linli.settings.SharedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Several instances on one database behind a gateway, on one machine: starts them, starts anew what ends by itself, and
 * ends them in order. It holds the data folder and the embedded database for all of them, so each can end and come back.
 */
final class Keeper {

    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration GATEWAY_START = Duration.ofMinutes(2);
    private static final String PORT_OPTION = "--server.port=";
    private static final String HERE = "127.0.0.1";

    private final Path home;
    private final boolean demo;
    private final Crew crew;
    private final List<String> settings;
    private final Map<String, String> environment;
    private final Place place;
    private final boolean joins;
    private final List<KeptProcess> instances = new ArrayList<>();
    private @Nullable KeptProcess gateway;

    /** Where people come in, and where instances tell that they are there. */
    private record Place(int port, int registry, String secret, Path program, List<String> tls) {

        String address() {
            return (tls.isEmpty() ? "http" : "https") + "://localhost:" + port + "/";
        }
    }

    private Keeper(
            Path home,
            boolean demo,
            Crew crew,
            List<String> settings,
            Map<String, String> environment,
            Place place,
            boolean joins) {
        this.home = home;
        this.demo = demo;
        this.crew = crew;
        this.settings = settings;
        this.environment = environment;
        this.place = place;
        this.joins = joins;
    }

    static void start(boolean demo, boolean fresh, Crew crew, List<String> settings) {
        LoggingSystem.get(Keeper.class.getClassLoader()).beforeInitialize(); // its log is that of those it keeps
        var place = place(settings);
        var use = demo ? DataDirectory.Use.DEMO : DataDirectory.Use.PRODUCTION;
        var claimed = Server.claim(settings, use, fresh);
        boolean ours = Server.database(settings) == null;
        var directory = ours ? claimed.kept() : claimed;
        var database = ours ? SharedDatabase.open(directory) : null;
        var keeper =
                new Keeper(directory.home(), demo, crew, settings, environment(database, crew, place), place, ours);
        var end = new Thread(
                () -> {
                    keeper.stop();
                    close(database);
                    close(directory);
                },
                "keeper-end");
        Runtime.getRuntime().addShutdownHook(end);
        keeper.begin();
        NextStart.prepare(directory.home());
        Thread.ofPlatform().name("keeper").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park(); // the process stays; what ends is started anew by those who are told of it
            }
        });
    }

    private static void close(@Nullable AutoCloseable one) {
        try {
            if (one != null) {
                one.close();
            }
        } catch (Exception e) {
            Commands.tell(e);
        }
    }

    private static Place place(List<String> settings) {
        var named = Server.option(settings, PORT_OPTION, "LINLI_PORT", "8080");
        int port = named.equals("0") ? free() : Integer.parseInt(named);
        if (!named.equals("0")) {
            check(port);
        }
        var secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return new Place(port, free(), HexFormat.of().formatHex(secret), program(), tls(settings));
    }

    /** Told before anything is started; whoever takes it meanwhile is found out by the gateway. */
    private static void check(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new CannotStart(e, PORT_IN_USE, port);
        }
    }

    private static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart(e, ADDRESS_NOT_OURS, String.valueOf(e.getMessage()));
        }
    }

    private static Path program() {
        var named = System.getenv("LINLI_GATEWAY_JAR");
        var program = named == null || named.isBlank()
                ? Path.of(System.getProperty("java.class.path")).resolveSibling("linli-gateway.jar")
                : Path.of(named);
        if (!Files.isReadable(program)) {
            throw new CannotStart(GATEWAY_MISSING, program.toAbsolutePath());
        }
        return program.toAbsolutePath();
    }

    private static List<String> tls(List<String> settings) {
        var tls = Server.option(settings, "--linli.tls=", "LINLI_TLS", "");
        if (tls.isEmpty()) {
            return List.of();
        }
        var files = tls.split(",", -1);
        if (files.length != 2) {
            throw tls.equals("self")
                    ? new CannotStart(INSTANCES_NOT_OWN_TLS)
                    : new CannotStart(TLS_UNUSABLE, tls, "cert.pem,key.pem");
        }
        return List.of(
                "--server.ssl.certificate=file:" + Path.of(files[0].strip()).toAbsolutePath(),
                "--server.ssl.certificate-private-key=file:"
                        + Path.of(files[1].strip()).toAbsolutePath());
    }

    private static Map<String, String> environment(@Nullable SharedDatabase database, Crew crew, Place place) {
        var environment = new HashMap<String, String>();
        if (database != null) {
            environment.putAll(database.environment());
            if (System.getenv("LINLI_DB_POOL") == null) {
                environment.put(
                        "LINLI_DB_POOL", Integer.toString(Math.min(20, SharedDatabase.connections() / crew.size())));
            }
        }
        environment.put("LINLI_REGISTRY", "http://" + HERE + ":" + place.registry() + "/eureka");
        environment.put("LINLI_REGISTRY_SECRET", place.secret());
        environment.put("LINLI_REGISTRY_HOST", HERE);
        environment.put("LINLI_FORWARD_HEADERS", "native");
        environment.put("LINLI_GATEWAYS", HERE + "/32");
        environment.put("LINLI_TLS", ""); // the gateway has it
        return environment;
    }

    private void begin() {
        var entrance = KeptProcess.begin("gateway", gatewayProcess());
        gateway = entrance;
        try {
            makeFolder();
            for (int n = 1; n <= crew.size(); n++) {
                var member =
                        new Member(n, ProcessHandle.current().pid(), joins, n == crew.size() ? place.address() : null);
                if (member.welcomes()) {
                    await(entrance, this::gatewayAnswers, new CannotStart(GATEWAY_SILENT, home.resolve("logs")));
                }
                instances.add(started(member, entrance));
            }
        } catch (IOException e) {
            throw new CannotStart(e, CannotStart.Reason.DATA_NOT_WRITABLE, home);
        }
        entrance.keep(gatewayProcess());
        for (int n = 1; n <= crew.size(); n++) {
            var again = new Member(n, ProcessHandle.current().pid(), joins, null);
            instances.get(n - 1).keep(instanceProcess(again));
        }
    }

    // what a keeper that was killed has left would be taken for a sign of life
    private void makeFolder() throws IOException {
        var folder = Files.createDirectories(Member.folder(home));
        try (var old = Files.list(folder)) {
            for (var file : old.toList()) {
                Files.delete(file);
            }
        }
    }

    private KeptProcess started(Member member, KeptProcess entrance) {
        var instance = KeptProcess.begin("instance " + member.number(), instanceProcess(member));
        var file = member.file(home);
        while (!Files.exists(file)) {
            if (!entrance.isAlive()) {
                instance.stop();
                throw new CannotStart(GATEWAY_SILENT, home.resolve("logs"));
            }
            if (!instance.isAlive()) {
                throw new CannotStart(INSTANCE_ENDED, member.number(), instance.exitCode(), home.resolve(member.log()));
            }
            pause();
        }
        return instance;
    }

    private static void await(KeptProcess process, BooleanSupplier done, CannotStart otherwise) {
        var end = System.nanoTime() + GATEWAY_START.toNanos();
        while (!done.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw otherwise;
            }
            pause();
        }
    }

    private boolean gatewayAnswers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), place.registry())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        LockSupport.parkNanos(GLANCE.toNanos());
    }

    private ProcessBuilder gatewayProcess() {
        var words = new ArrayList<>(List.of(
                java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-jar",
                place.program().toString()));
        settings.stream()
                .filter(setting -> setting.startsWith("--server.") && !setting.startsWith(PORT_OPTION))
                .forEach(words::add);
        words.add(PORT_OPTION + place.port());
        words.addAll(place.tls());
        words.add("--logging.file.name=" + home.resolve("logs/gateway.log"));
        var builder = new ProcessBuilder(words).inheritIO();
        builder.environment().remove("LINLI_REGISTRY"); // it is its own
        builder.environment()
                .putAll(Map.of(
                        "LINLI_REGISTRY_PORT", Integer.toString(place.registry()),
                        "LINLI_REGISTRY_ADDRESS", HERE,
                        "LINLI_REGISTRY_SECRET", place.secret(),
                        "LINLI_KEEPER", Long.toString(ProcessHandle.current().pid())));
        return builder;
    }

    private ProcessBuilder instanceProcess(Member member) {
        var words = new ArrayList<String>();
        words.add(java());
        words.addAll(KeptProcess.ownOptions());
        words.addAll(List.of("-jar", System.getProperty("java.class.path"), demo ? "run" : "serve"));
        settings.stream()
                .filter(setting -> Arrays.stream(new String[] {"--server.port=", "--server.address=", "--server.ssl."})
                        .noneMatch(setting::startsWith))
                .filter(setting -> !setting.startsWith("--linli.tls"))
                .forEach(words::add);
        words.addAll(List.of(PORT_OPTION + "0", "--server.address=" + HERE));
        words.add("--linli.duties=" + crew.duties().get(member.number() - 1));
        words.addAll(member.options());
        var builder = new ProcessBuilder(words).inheritIO();
        builder.environment().putAll(environment);
        return builder;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void stop() {
        instances.forEach(KeptProcess::ask);
        instances.forEach(KeptProcess::stop);
        if (gateway != null) {
            gateway.stop();
        }
    }
}
