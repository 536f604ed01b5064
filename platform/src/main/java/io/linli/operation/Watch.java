package io.linli.operation;

import java.util.List;

/** Looks after one thing that must not go wrong unnoticed. Its name stands in texts and metrics. */
interface Watch {

    enum State {
        /** Not looked after here, such as backups of a demo. */
        OFF,
        OK,
        WARNING,
        ALARM
    }

    /** The details fill the text of that state. */
    record Finding(State state, List<String> details) {

        static Finding of(State state, Object... details) {
            return new Finding(
                    state, List.of(details).stream().map(String::valueOf).toList());
        }
    }

    String name();

    Finding look();
}
