package io.linli.simulator.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** What became of the messages, counted while it happens. */
final class Tally {

    private final ConcurrentHistogram latency = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
    private final ConcurrentMap<String, Long> refusals = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> categories = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> places = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> statuses = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> taken = new ConcurrentHashMap<>();

    void took(String id, String number, long nanos) {
        taken.put(id, number);
        latency.recordValue(Math.min(TimeUnit.MINUTES.toMicros(1), Math.max(1, nanos / 1_000)));
    }

    void refused(String code) {
        refusals.merge(code, 1L, Long::sum);
    }

    void found(String category, String how, String status) {
        categories.merge(category, 1L, Long::sum);
        places.merge(how, 1L, Long::sum);
        statuses.merge(status, 1L, Long::sum);
    }

    Map<String, String> taken() {
        return taken;
    }

    long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }

    long found() {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All figures, times in milliseconds. */
    Map<String, Object> figures() {
        var all = new LinkedHashMap<String, Object>();
        all.put("taken", taken.size());
        all.put("refused", refused());
        all.put("found", found());
        var times = new LinkedHashMap<String, Object>();
        times.put("p50", millis(50));
        times.put("p95", millis(95));
        times.put("p99", millis(99));
        times.put("max", latency.getMaxValue() / 1_000.0);
        all.put("latencyMillis", times);
        all.put("categories", new TreeMap<>(categories));
        all.put("places", new TreeMap<>(places));
        all.put("statuses", new TreeMap<>(statuses));
        all.put("refusals", new TreeMap<>(refusals));
        return all;
    }

    private double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1_000.0;
    }
}
