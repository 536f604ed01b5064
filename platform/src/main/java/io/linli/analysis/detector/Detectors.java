package io.linli.analysis.detector;

import java.util.List;

/** All that there are. A new one is a class, and a line here. */
public final class Detectors {

    private Detectors() {}

    public static List<Detector<?>> all() {
        return List.of(
                new GridSurge(),
                new SilentGrid(),
                new Cluster(),
                new Recurrence(),
                new ObjectedAgain(),
                new ComingBack(),
                new SlowUnit(),
                new HeavyRain());
    }
}
