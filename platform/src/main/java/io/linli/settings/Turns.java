package io.linli.settings;

import java.time.Duration;

/** Lets one of several instances do what each of them would do by its clock, such as the backup at half past two. */
public interface Turns {

    /**
     * Whether it is this instance's turn: no other has taken it in that time. Taken is taken, whatever becomes of the work.
     *
     * @param within longer than clocks differ, shorter than from one time to the next
     */
    boolean take(String job, Duration within);
}
