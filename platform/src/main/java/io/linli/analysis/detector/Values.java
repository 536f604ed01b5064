package io.linli.analysis.detector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the parameters of a detector are at a point of its course. */
public record Values(Map<String, Double> byName) {

    public Values {
        byName = Map.copyOf(byName);
    }

    /** The usual ones, changed where it is said so; what is unknown or out of bounds by now stays as is usual. */
    public static Values of(List<Parameter> parameters, Map<String, Double> changed) {
        var values = new TreeMap<String, Double>();
        for (var parameter : parameters) {
            var value = changed.get(parameter.name());
            values.put(parameter.name(), value != null && parameter.allows(value) ? value : parameter.usual());
        }
        return new Values(values);
    }

    public static Values usual(Detector<?> detector) {
        return of(detector.parameters(), Map.of());
    }

    public double get(String name) {
        var value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No parameter is called " + name);
        }
        return value;
    }

    public int count(String name) {
        return (int) Math.round(get(name));
    }
}
