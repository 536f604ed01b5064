package io.linli.bench;

/** The same among ten times as many: what the size of the tables costs. */
public final class LifecycleAmongAMillion extends LifecycleBenchmark {

    public LifecycleAmongAMillion() {
        super("lifecycle-million", 1_000_000);
    }
}
