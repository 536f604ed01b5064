package io.linli.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** Keeps cookies as a browser does, and confirms what it sends. */
final class Browser {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;
    final Map<String, String> cookies = new HashMap<>();
    final Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));

    Browser(int port) {
        server = "http://localhost:" + port;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    HttpResponse<String> post(String path, String body) {
        if (!cookies.containsKey("XSRF-TOKEN")) {
            get("/api/session"); // brings the token
        }
        return send("POST", path, body);
    }

    HttpResponse<String> signIn(String username, String password) {
        return post("/api/session", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    /** What is no text, such as a workbook; in Chinese. */
    byte[] file(String path, String body) {
        var answer = answer(
                request("POST", path, body).setHeader("Accept-Language", "zh").build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).method(method, BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            var jar = new StringBuilder();
            cookies.forEach(
                    (name, value) -> jar.append(name).append('=').append(value).append("; "));
            request.setHeader("Cookie", jar.toString());
        }
        if (cookies.containsKey("XSRF-TOKEN")) {
            request.setHeader("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
        }
        return request;
    }

    HttpResponse<String> send(String method, String path, String body) {
        var answer = answer(request(method, path, body).build(), BodyHandlers.ofString());
        for (var cookie : answer.headers().allValues("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }

    private <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> reading) {
        try {
            return http.send(request, reading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
