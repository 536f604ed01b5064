package io.linli.process;

import java.io.ByteArrayOutputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/** Somebody at a browser: cookies, the token against forged requests, and what they type. */
final class Visitor implements AutoCloseable {

    private static final String BOUNDARY = "LinliVisitor7MA4YWxk";

    private final URI address;
    private final CookieManager cookies;
    private final HttpClient http;

    Visitor(URI address) {
        this(address, new CookieManager());
    }

    private Visitor(URI address, CookieManager cookies) {
        this.address = address;
        this.cookies = cookies;
        this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** The same browser at another address, as when a gateway sends it to another instance. */
    Visitor at(URI other) {
        return new Visitor(other, cookies);
    }

    HttpResponse<String> signIn(String username, String password) throws Exception {
        get("/api/session");
        return post("/api/session", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    /** A stream that does not end. */
    HttpResponse<Stream<String>> lines(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofLines());
    }

    /** A request that says of itself that it comes from there. */
    HttpResponse<String> postFrom(String claimed, String path, String json) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", claimed)
                        .header("Forwarded", "for=" + claimed)
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return post(path, json, UUID.randomUUID().toString());
    }

    HttpResponse<String> post(String path, String json, String key) throws Exception {
        return post(path, "application/json", BodyPublishers.ofString(json), key);
    }

    HttpResponse<String> put(String path, String json) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> signOut() throws Exception {
        return http.send(request("/api/session").DELETE().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> upload(String name, byte[] content) throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return post(
                "/api/files",
                "multipart/form-data; boundary=" + BOUNDARY,
                BodyPublishers.ofByteArray(body.toByteArray()),
                UUID.randomUUID().toString());
    }

    private HttpResponse<String> post(String path, String type, BodyPublisher body, String key) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", type)
                        .header("Idempotency-Key", key)
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
        return HttpRequest.newBuilder(address.resolve(path))
                .header("X-XSRF-TOKEN", token)
                .header("Accept-Language", "zh");
    }

    @Override
    public void close() {
        http.close();
    }
}
