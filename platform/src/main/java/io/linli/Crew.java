package io.linli;

import static io.linli.settings.CannotStart.Reason.DUTY_MISSING;
import static io.linli.settings.CannotStart.Reason.INSTANCES_OUT_OF_RANGE;

import io.linli.settings.CannotStart;
import io.linli.settings.Duties;
import java.util.List;
import java.util.stream.IntStream;

/** The instances that are wanted, and what each of them is there for. */
record Crew(List<Duties> duties) {

    private static final int FEWEST = 2;
    private static final int MOST = 8;

    /** What is said of the last holds for the rest; without a word all do everything, and any may fall out. */
    static Crew of(int instances, List<String> words) {
        if (instances < FEWEST || instances > MOST || words.size() > instances) {
            throw new CannotStart(INSTANCES_OUT_OF_RANGE, instances, Math.max(FEWEST, words.size()), MOST);
        }
        var said = words.isEmpty() ? List.of("") : words;
        var duties = IntStream.range(0, instances)
                .mapToObj(n -> Duties.of(said.get(Math.min(n, said.size() - 1))))
                .toList();
        var missing = Duties.missing(duties);
        if (!missing.isEmpty()) {
            throw new CannotStart(DUTY_MISSING, Duties.words(missing));
        }
        return new Crew(duties);
    }

    int size() {
        return duties.size();
    }
}
