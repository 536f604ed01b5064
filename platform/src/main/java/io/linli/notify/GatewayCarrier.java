package io.linli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands messages for one channel to the operator's gateway: a signed POST, whose answer has to name the message. The
 * gateway takes what comes again under the same id for the same message.
 */
final class GatewayCarrier implements Carrier {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 64 * 1024;

    /** What the gateway will never take; anything else may be its own trouble, or a setting of ours. */
    private static final Set<Integer> LASTING = Set.of(400, 410, 422);

    private final Channel channel;
    private final NotifySettings.Gateway settings;
    private final JsonMapper json;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    GatewayCarrier(Channel channel, NotifySettings.Gateway settings, JsonMapper json, Clock clock) {
        this.channel = channel;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public boolean ready() {
        return !settings.url().isBlank() && !settings.secret().isBlank();
    }

    @Override
    public void carry(Message message) throws NotDelivered {
        var body = json.writeValueAsBytes(Map.of(
                "id", message.id(),
                "channel", channel,
                "to", message.to(),
                "language", message.language().toLanguageTag(),
                "title", message.subject(),
                "text", message.text()));
        var answer = send(request(message, body));
        int status = answer.statusCode();
        if (status < 200 || status >= 300) {
            var code = "GATEWAY_" + status;
            throw LASTING.contains(status) ? NotDelivered.ever(code, null) : NotDelivered.now(code, null);
        }
        if (!isAbout(message, answer.body())) {
            throw NotDelivered.now("GATEWAY_ANSWERED_OTHERWISE", null);
        }
    }

    private HttpRequest request(Message message, byte[] body) {
        var at = Long.toString(clock.instant().getEpochSecond());
        return HttpRequest.newBuilder(URI.create(settings.url()))
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", message.id().toString())
                .header("X-Linli-Timestamp", at)
                .header("X-Linli-Signature", "sha256=" + signature(settings.secret(), at, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    /** HMAC-SHA256 over the time, a dot and the body as it was sent: neither can be changed nor sent again later. */
    static String signature(String secret, String at, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((at + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // the client's own limit ends with the headers of the answer, and a body may drip for ever
    private HttpResponse<byte[]> send(HttpRequest request) throws NotDelivered {
        var exchange = http.sendAsync(request, beginning());
        try {
            return exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw NotDelivered.now("GATEWAY_TOO_SLOW", e);
        } catch (ExecutionException e) {
            throw NotDelivered.now("GATEWAY_NOT_REACHED", e.getCause());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw NotDelivered.now("INTERRUPTED", e);
        }
    }

    /** Keeps no more of an answer than one of ours can have. */
    private static BodyHandler<byte[]> beginning() {
        return answer -> {
            var kept = new ByteArrayOutputStream();
            return BodySubscribers.mapping(
                    BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(
                            bytes -> kept.write(bytes, 0, Math.min(bytes.length, LONGEST_ANSWER - kept.size())))),
                    end -> kept.toByteArray());
        };
    }

    private boolean isAbout(Message message, byte[] answer) {
        try {
            return json.readTree(answer)
                    .path("id")
                    .asString("")
                    .equals(message.id().toString());
        } catch (JacksonException e) {
            return false;
        }
    }
}
