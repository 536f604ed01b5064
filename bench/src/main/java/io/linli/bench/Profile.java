package io.linli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where a JVM spent its time, by Flight Recorder's samples of running threads. */
final class Profile {

    private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final int MOST_SHOWN = 25;

    private int samples;
    private final Map<String, Integer> working = new HashMap<>();
    private final Map<String, Integer> through = new HashMap<>();
    private final Map<String, Integer> threads = new HashMap<>();

    private Profile() {}

    /** Records for so long while the work goes on. */
    static void begin(Installed linli) throws IOException, InterruptedException {
        Tool.run(Tool.ofJdk("jcmd"), Long.toString(linli.java().pid()), "JFR.start", "name=bench", "settings=profile");
    }

    static Profile end(Installed linli, Path file) throws IOException, InterruptedException {
        Tool.run(Tool.ofJdk("jcmd"), Long.toString(linli.java().pid()), "JFR.stop", "name=bench", "filename=" + file);
        return read(file);
    }

    private static Profile read(Path file) throws IOException {
        var profile = new Profile();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                var event = recording.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                    profile.add(event);
                }
            }
        }
        return profile;
    }

    private void add(RecordedEvent event) {
        samples++;
        var packages = event.getStackTrace().getFrames().stream()
                .map(Profile::type)
                .filter(type -> PLATFORM.stream().noneMatch(type::startsWith))
                .map(Profile::label)
                .toList();
        working.merge(packages.isEmpty() ? "the JDK alone" : packages.getFirst(), 1, Integer::sum);
        new HashSet<>(packages).forEach(label -> through.merge(label, 1, Integer::sum));
        var thread = event.getThread("sampledThread");
        var name = thread == null || thread.getJavaName() == null ? "?" : thread.getJavaName();
        threads.merge(name.isEmpty() ? "(virtual threads)" : name.replaceAll("\\d+", "#"), 1, Integer::sum);
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    // io.linli.incident, org.springframework.security, com.nimbusds.jose
    static String label(String type) {
        var parts = type.split("\\.", -1);
        return Arrays.stream(parts).limit(Math.min(3, parts.length - 1)).collect(Collectors.joining("."));
    }

    String text() {
        return "%,d samples of running threads\n\nworking there, or in the JDK on its behalf\n%s\npassing through (these overlap)\n%s\nby thread\n%s"
                .formatted(samples, table(working), table(through), table(threads));
    }

    private String table(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SHOWN)
                .map(entry -> String.format(
                        Locale.ROOT, "%5.1f %%  %s%n", 100.0 * entry.getValue() / samples, entry.getKey()))
                .collect(Collectors.joining());
    }
}
