package io.linli.simulator.replay;

import static io.linli.simulator.replay.Words.say;

import io.linli.simulator.LinliClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./linli replay --file F --rate R}. */
@Command(name = "replay", mixinStandardHelpOptions = true, resourceBundle = Words.BUNDLE)
public final class ReplayCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 20;

    @Option(names = "--file", required = true, descriptionKey = "file")
    private @Nullable Path file;

    @Option(names = "--map", descriptionKey = "map")
    private @Nullable Path map;

    @Option(names = "--rate", defaultValue = "20", descriptionKey = "rate")
    private double rate;

    @Option(names = "--limit", defaultValue = "1000000", descriptionKey = "limit")
    private int limit;

    @Option(names = "--url", defaultValue = "http://localhost:8080", descriptionKey = "url")
    private @Nullable URI url;

    @Option(names = "--client", defaultValue = "replay", descriptionKey = "client")
    private @Nullable String client;

    @Option(names = "--secret", defaultValue = "${LINLI_CLIENT_SECRET}", descriptionKey = "secret")
    private @Nullable String secret;

    @Option(names = "--json", descriptionKey = "json")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null || file == null || url == null || client == null) {
            throw new IllegalStateException("Picocli fills these");
        }
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        if (secret == null || secret.isBlank()) {
            err.println("linli: " + say("error.secret"));
            return 2;
        }
        if (!(rate > 0)) {
            err.println("linli: " + say("error.rate"));
            return 2;
        }
        try (var server = new LinliClient(url, client, secret)) {
            return replay(server, file, out, err);
        } catch (ConnectException e) {
            err.println("linli: " + say("error.connect", url));
            return 1;
        } catch (IOException | IllegalArgumentException e) {
            err.println("linli: " + e.getMessage());
            return 1;
        }
    }

    private int replay(LinliClient server, Path from, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        var unread = new ArrayList<String>();
        var mapping = map == null ? Mapping.standard() : Mapping.read(map);
        List<Message> messages = Messages.read(from, mapping, unread);
        messages = messages.subList(0, Math.min(limit, messages.size()));
        unread.stream().limit(MOST_SHOWN).forEach(err::println);
        var tally = new Replay(server).run(messages, rate, Duration.ofSeconds(30));
        var figures = tally.figures();
        print(out, messages.size(), unread.size(), figures);
        if (json != null) {
            Files.writeString(
                    json, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        }
        return unread.isEmpty() && tally.found() == messages.size() ? 0 : 1;
    }

    private static void print(PrintWriter out, int read, int unread, Map<String, ?> figures) {
        out.println(say("result.read", read, unread));
        out.println(say("result.taken", figures.get("taken"), figures.get("found"), figures.get("refused")));
        out.println(say("result.latency", figures.get("latencyMillis")));
        for (var part : List.of("places", "statuses", "categories", "refusals")) {
            out.println(say("result." + part, figures.get(part)));
        }
        out.flush();
    }
}
