package io.linli.settings;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service registry, spoken to in Eureka's REST operations: five requests, which its Java client would answer with thirty
 * libraries in every start of a Linli that knows no registry.
 */
final class Registry {

    static final String SERVICE = "LINLI";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private final String secret;

    /** What it was told last; null while it knows nothing, or forgot. */
    private @Nullable String told;

    Registry(URI address, String secret) {
        this.address = address;
        this.secret = secret;
    }

    /**
     * One instance.
     *
     * @param lease how long it is believed to be there without a beat
     */
    record Entry(String host, int port, String duties, Duration beat, Duration lease) {

        String id() {
            return host + ":" + port;
        }

        private Map<String, Object> as(String status, long now) {
            return Map.of(
                    "instance",
                    Map.ofEntries(
                            Map.entry("instanceId", id()),
                            Map.entry("app", SERVICE),
                            Map.entry("hostName", host),
                            Map.entry("ipAddr", host),
                            Map.entry("vipAddress", SERVICE),
                            Map.entry("status", status),
                            Map.entry("port", Map.of("$", port, "@enabled", "true")),
                            Map.entry("securePort", Map.of("$", 443, "@enabled", "false")),
                            Map.entry("metadata", Map.of("duties", duties)),
                            Map.entry(
                                    "dataCenterInfo",
                                    Map.of(
                                            "@class",
                                            "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo",
                                            "name",
                                            "MyOwn")),
                            Map.entry(
                                    "leaseInfo",
                                    Map.of(
                                            "renewalIntervalInSecs",
                                            Math.max(1, beat.toSeconds()),
                                            "durationInSecs",
                                            Math.max(1, lease.toSeconds()))),
                            Map.entry("lastDirtyTimestamp", Long.toString(now))));
        }
    }

    /** Tells that the instance is there and how it is. */
    void beat(Entry entry, String status, long now) throws IOException, InterruptedException {
        if (status.equals(told) && ask("PUT", "/" + entry.id(), null) == 200) {
            return;
        }
        told = null;
        int answer = ask("POST", "", JSON.writeValueAsBytes(entry.as(status, now)));
        if (answer != 204) {
            throw new IOException("The registry answered " + answer);
        }
        told = status;
    }

    /** Tells that nothing is to be sent there any more. */
    void end(Entry entry) throws IOException, InterruptedException {
        told = null;
        int answer = ask("DELETE", "/" + entry.id(), null);
        if (answer != 200 && answer != 404) {
            throw new IOException("The registry answered " + answer);
        }
    }

    private int ask(String method, String path, byte @Nullable [] body) throws IOException, InterruptedException {
        var credentials = ("linli:" + secret).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(address + "/apps/" + SERVICE + path))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        Optional.ofNullable(body)
                                .map(BodyPublishers::ofByteArray)
                                .orElseGet(BodyPublishers::noBody));
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
