package io.linli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The steps of Spring's start, from Flight Recorder. */
record StartSteps(Instant virtualMachine, List<Step> steps) {

    private static final int MOST_SHOWN = 15;
    private static final String SPRING = "org.springframework.core.metrics.jfr.FlightRecorderStartupEvent";

    private static final Map<String, Predicate<String>> PARTS = parts();

    record Step(long id, long parent, String what, Instant begin, Duration took) {}

    private static Map<String, Predicate<String>> parts() {
        var parts = new LinkedHashMap<String, Predicate<String>>();
        parts.put("PostgreSQL (programs, initdb, start)", what -> what.contains("beanName=database,"));
        parts.put("Flyway (migrations)", what -> what.toLowerCase(Locale.ROOT).contains("flyway"));
        parts.put("the ground (divisions, grids, cartogram)", what -> what.contains("firstGround"));
        parts.put("reading class files for the configuration", what -> what.contains("config-classes"));
        parts.put("web server", what -> what.contains("webserver"));
        parts.put("beans", what -> what.contains("beans"));
        return parts;
    }

    static StartSteps read(Path recording) throws IOException {
        var begin = Instant.MAX;
        var steps = new ArrayList<Step>();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.JVMInformation" -> begin = event.getInstant("jvmStartTime");
                    case SPRING -> steps.add(step(event));
                    default -> {
                        // of no interest here
                    }
                }
            }
        }
        if (steps.isEmpty() || begin.equals(Instant.MAX)) {
            throw new IllegalStateException("No steps in " + recording);
        }
        return new StartSteps(begin, List.copyOf(steps));
    }

    private static Step step(RecordedEvent event) {
        return new Step(
                event.getLong("eventId"),
                event.getLong("parentId"),
                (event.getString("name") + " " + event.getString("tags")).strip(),
                event.getStartTime(),
                event.getDuration());
    }

    /** Beside the time that the whole start took, as seen from outside. */
    String text(double seconds) {
        var begin = steps.stream().map(Step::begin).min(Instant::compareTo).orElseThrow();
        var end = steps.stream()
                .map(step -> step.begin().plus(step.took()))
                .max(Instant::compareTo)
                .orElseThrow();
        var alone = alone();
        var parts = new LinkedHashMap<String, Double>();
        parts.put("JVM, its classes and the command, before Spring", seconds(Duration.between(virtualMachine, begin)));
        PARTS.keySet().forEach(name -> parts.put(name, 0.0));
        alone.forEach((step, took) -> parts.merge(part(step.what()), seconds(took), Double::sum));
        double known = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        parts.put("launcher, runners (demo accounts) and the rest, outside of any step", seconds - known);
        return "%5.2f s  in all, with the recorder%n".formatted(seconds)
                + parts.entrySet().stream()
                        .map(part -> "%5.2f s  %s%n".formatted(part.getValue(), part.getKey()))
                        .collect(Collectors.joining())
                + "\nfrom the first step to the end of the last: %.2f s; the longest steps by themselves%n"
                        .formatted(seconds(Duration.between(begin, end)))
                + alone.entrySet().stream()
                        .sorted(Map.Entry.<Step, Duration>comparingByValue().reversed())
                        .limit(MOST_SHOWN)
                        .map(one -> "%5.2f s  %s%n"
                                .formatted(seconds(one.getValue()), one.getKey().what()))
                        .collect(Collectors.joining());
    }

    private static String part(String what) {
        return PARTS.entrySet().stream()
                .filter(part -> part.getValue().test(what))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("other steps of Spring");
    }

    /** How long each took without the steps inside it. */
    private Map<Step, Duration> alone() {
        var inside = new HashMap<Long, Duration>();
        steps.forEach(step -> inside.merge(step.parent(), step.took(), Duration::plus));
        return steps.stream()
                .collect(Collectors.toMap(
                        step -> step, step -> step.took().minus(inside.getOrDefault(step.id(), Duration.ZERO))));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
