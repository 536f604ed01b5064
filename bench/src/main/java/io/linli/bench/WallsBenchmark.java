package io.linli.bench;

/** How soon what was taken in is on the walls that are open. Public for the service loader. */
public final class WallsBenchmark implements Benchmark {

    @Override
    public String name() {
        return "walls";
    }

    @Override
    public String about() {
        return "From POST /api/event/report to 1,000 walls that listen to /api/insight/stream, at 50 reports a second";
    }

    @Override
    public void run(Bench bench) throws Exception {
        // all of them belong to one account here, which has a few otherwise
        try (var linli = bench.linli().with("--linli.insight.screens.each=2000").start()) {
            Walls.measure(bench, linli);
        }
    }
}
