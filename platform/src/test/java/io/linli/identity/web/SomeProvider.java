package io.linli.identity.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A provider of identities that misbehaves when it is told to. Who comes to sign in is whoever the test says. */
public final class SomeProvider implements AutoCloseable {

    public static final String CLIENT = "linli";
    public static final String SECRET = "a secret of both sides";

    /** What is wrong with its next token. */
    enum Fault {
        NONE,
        OTHER_ISSUER,
        OTHER_AUDIENCE,
        OTHER_NONCE,
        NO_NONCE,
        EXPIRED,
        OTHER_KEY,
        UNSIGNED,
        SIGNED_WITH_THE_SECRET,
        NO_TOKEN,
        FAILS,
        DOES_NOT_ANSWER
    }

    /** Somebody who signed in here and was sent back with a code. */
    private record Visit(String subject, String name, String nonce, String challenge, Fault fault) {}

    private final HttpServer server;
    private final RSAKey key = key();
    private final RSAKey otherKey = key();
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private volatile boolean away;
    private volatile boolean another;

    public SomeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", exchange -> {
            if (away) {
                sleep(Duration.ofSeconds(3));
            }
            answer(exchange, 200, configuration());
        });
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** It does not answer, or says that it is another, when it is asked what it is. */
    public void is(boolean away, boolean another) {
        this.away = away;
        this.another = another;
    }

    private String configuration() {
        return """
                {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
                 "jwks_uri": "%s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(another ? "https://another.example.org" : issuer(), issuer(), issuer(), issuer());
    }

    /** Somebody signs in here, having been sent to that address; answers where they are sent back. */
    String signsIn(String location, String subject, String name, Fault fault) {
        var asked = query(URI.create(location).getRawQuery());
        var code = subject + "-" + System.nanoTime();
        visits.put(
                code,
                new Visit(
                        subject,
                        name,
                        String.valueOf(asked.get("nonce")),
                        String.valueOf(asked.get("code_challenge")),
                        fault));
        var back = URI.create(String.valueOf(asked.get("redirect_uri"))).getRawPath();
        return back + "?code=" + code + "&state="
                + String.valueOf(asked.get("state")).replace("=", "%3D");
    }

    private void token(HttpExchange exchange) throws IOException {
        var asked = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var visit = visits.remove(String.valueOf(asked.get("code"))); // a code is good once
        if (visit == null || visit.challenge().equals("null") || !asked.containsKey("code_verifier")) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        switch (visit.fault()) {
            case FAILS -> answer(exchange, 500, "{\"error\": \"server_error\"}");
            case DOES_NOT_ANSWER -> {
                sleep(Duration.ofSeconds(3));
                exchange.close();
            }
            case NO_TOKEN -> answer(exchange, 200, "{\"access_token\": \"a\", \"token_type\": \"Bearer\"}");
            case NONE,
                    OTHER_ISSUER,
                    OTHER_AUDIENCE,
                    OTHER_NONCE,
                    NO_NONCE,
                    EXPIRED,
                    OTHER_KEY,
                    UNSIGNED,
                    SIGNED_WITH_THE_SECRET ->
                answer(
                        exchange,
                        200,
                        "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"expires_in\": 60, \"id_token\": \"%s\"}"
                                .formatted(idToken(visit)));
        }
    }

    private String idToken(Visit visit) {
        var fault = visit.fault();
        var now = Instant.now();
        boolean expired = fault == Fault.EXPIRED;
        var claims = new JWTClaimsSet.Builder()
                .issuer(fault == Fault.OTHER_ISSUER ? "https://another.example.org" : issuer())
                .audience(fault == Fault.OTHER_AUDIENCE ? "another" : CLIENT)
                .subject(visit.subject())
                .issueTime(Date.from(expired ? now.minusSeconds(7200) : now))
                .expirationTime(Date.from(expired ? now.minusSeconds(3600) : now.plusSeconds(300)))
                .claim("name", visit.name())
                .claim("nonce", fault == Fault.NO_NONCE ? null : fault == Fault.OTHER_NONCE ? "another" : visit.nonce())
                .build();
        try {
            return switch (fault) {
                case UNSIGNED -> new PlainJWT(claims).serialize();
                case SIGNED_WITH_THE_SECRET -> {
                    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
                    token.sign(new MACSigner(Arrays.copyOf(SECRET.getBytes(StandardCharsets.UTF_8), 32)));
                    yield token.serialize();
                }
                default -> {
                    var token = new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .keyID("one")
                                    .build(),
                            claims);
                    token.sign(new RSASSASigner(fault == Fault.OTHER_KEY ? otherKey : key));
                    yield token.serialize();
                }
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> query(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
