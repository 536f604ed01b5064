package io.linli.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway for SMS and WeChat that misbehaves when it is told to. */
final class SomeGateway implements AutoCloseable {

    static final String SECRET = "a secret of both sides";

    /** What it does with the next message. */
    enum Fault {
        FAILS,
        REFUSES,
        IS_SLOW,
        DRIPS,
        CUTS,
        ANSWERS_NONSENSE,
        ANSWERS_FOR_ANOTHER,
        SENDS_ELSEWHERE
    }

    record Taken(JsonNode message, String key, boolean signed) {}

    private final HttpServer server;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<Taken> asked = new CopyOnWriteArrayList<>();

    SomeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/messages", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/messages";
    }

    void next(Fault... some) {
        faults.addAll(List.of(some));
    }

    /** All that it was asked to send to that address, taken or not. */
    List<Taken> asked(String to) {
        return asked.stream()
                .filter(each -> each.message().path("to").asString("").equals(to))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var message = JsonMapper.shared().readTree(body);
            var headers = exchange.getRequestHeaders();
            var signature = "sha256=" + GatewayCarrier.signature(SECRET, headers.getFirst("X-Linli-Timestamp"), body);
            asked.add(new Taken(
                    message,
                    headers.getFirst("Idempotency-Key"),
                    signature.equals(headers.getFirst("X-Linli-Signature"))));
            var id = message.path("id").asString("");
            var fault = faults.poll();
            if (fault == null) {
                answer(exchange, 200, "{\"id\": \"" + id + "\", \"accepted\": true}");
                return;
            }
            switch (fault) {
                case FAILS -> answer(exchange, 500, "{\"error\": \"try later\"}");
                case REFUSES -> answer(exchange, 422, "{\"error\": \"no such number\"}");
                case IS_SLOW -> {
                    sleep(4_000);
                    answer(exchange, 200, "{\"id\": \"" + id + "\"}");
                }
                case DRIPS -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (int n = 0; n < 40; n++) {
                        exchange.getResponseBody().write(' ');
                        exchange.getResponseBody().flush();
                        sleep(100);
                    }
                }
                case CUTS -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write("{\"id\": ".getBytes(StandardCharsets.UTF_8));
                }
                case ANSWERS_NONSENSE -> answer(exchange, 200, "<html>ok</html>");
                case ANSWERS_FOR_ANOTHER -> answer(exchange, 200, "{\"id\": \"another\"}");
                case SENDS_ELSEWHERE -> {
                    exchange.getResponseHeaders().add("Location", url());
                    answer(exchange, 307, "");
                }
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void sleep(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
