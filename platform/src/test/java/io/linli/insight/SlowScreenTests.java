package io.linli.insight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.LiveBrowser;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.SomeSight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What a screen that does not read does to the others: nothing. The web server is the real one, with little buffers. */
class SlowScreenTests {

    private static final int KEPT = 100;
    private static final long LAST = 1_000;
    private static final InsightSettings.Screens SETTINGS = new InsightSettings.Screens(
            Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofMinutes(1), 2, 100, Duration.ofHours(1));

    private final Board board = new Board(0, KEPT);
    private final Streams streams = new Streams(board);
    private final Tomcat server = new Tomcat();

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server.setBaseDir(folder.toString());
        server.setPort(0);
        var connector = server.getConnector();
        connector.setProperty("connectionTimeout", "1000");
        connector.setProperty("socket.txBufSize", "4096");
        var spring = new GenericWebApplicationContext();
        new AnnotatedBeanDefinitionReader(spring).register(Web.class);
        spring.registerBean(Streams.class, () -> streams);
        var context = server.addContext("", folder.toString());
        var servlet = Tomcat.addServlet(context, "spring", new DispatcherServlet(spring));
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        context.addServletMappingDecoded("/", "spring");
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        streams.screens.values().forEach(Screen::close);
        await().until(() -> streams.ended.containsAll(streams.screens.keySet()));
        server.stop();
        server.destroy();
    }

    @Test
    void holdsUpNobodyIsDroppedAndComesAgain() throws Exception {
        try (var slow = new Unread(port(), "/slow");
                var page = new LiveBrowser(port()).open("/quick", null)) {
            page.says("event:still");
            for (long place = 1; place <= LAST; place += KEPT) {
                board.add(LongStream.range(place, place + KEPT)
                        .mapToObj(SomeNews::at)
                        .toList());
                streams.look();
                page.speaksOf("SJ-" + (place + KEPT - 1));
            }
            assertThat(slow.status()).contains("200");

            await().untilAsserted(() ->
                    assertThat(streams.ended).as("the one that does not read").containsExactly("slow"));

            assertThat(page.lines())
                    .as("the other was told all of it without a gap")
                    .noneMatch(line -> line.equals("event:reset"));
        }
        try (var again = new LiveBrowser(port()).open("/again", "1")) {
            again.says("event:reset");
        }
        try (var again = new LiveBrowser(port()).open("/again", String.valueOf(LAST - 1))) {
            again.speaksOf("SJ-" + LAST);
            assertThat(again.lines()).noneMatch(line -> line.equals("event:reset"));
        }
    }

    private static Caller caller(long account) {
        return new Caller(new AccountId(new UUID(0, account)), "someone", "某人", List.of(), Set.of());
    }

    private int port() {
        return server.getConnector().getLocalPort();
    }

    @EnableWebMvc
    static class Web {}

    /** Screens as they are opened, without a session and a database. */
    @RestController
    static class Streams {

        private final Board board;
        private final Map<String, Screen> screens = new ConcurrentHashMap<>();
        private final Set<String> ended = ConcurrentHashMap.newKeySet();

        Streams(Board board) {
            this.board = board;
        }

        @GetMapping(path = "/{name}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        SseEmitter open(
                @PathVariable String name,
                @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last) {
            var screen = screen(board, caller(1), last == null ? board.last() : last);
            screens.put(name, screen);
            Thread.ofVirtual().start(() -> {
                screen.run();
                ended.add(name);
            });
            return screen.emitter();
        }

        void look() {
            screens.values().forEach(Screen::look);
        }

        static Screen screen(Board board, Caller caller, long after) {
            var sight = Optional.of(SomeSight.of(SomeNews.AREA));
            return new Screen(
                    new SseEmitter(0L),
                    new Screen.Reader(caller, () -> true, () -> sight),
                    List.of(),
                    after,
                    board,
                    SETTINGS,
                    Clock.systemUTC());
        }
    }

    /** Asks, reads how it is answered, and then nothing more. */
    private static final class Unread implements AutoCloseable {

        private final Socket socket = new Socket();

        Unread(int port, String path) throws IOException {
            socket.setReceiveBufferSize(2_048);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                            .formatted(path)
                            .getBytes(US_ASCII));
        }

        String status() throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII), 16).readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
