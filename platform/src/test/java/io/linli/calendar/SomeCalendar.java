package io.linli.calendar;

/** The calendar that ships, for tests of other modules. */
public final class SomeCalendar {

    private SomeCalendar() {}

    public static WorkingCalendar shipped() {
        return new ChinaCalendar("09:00-12:00,13:00-17:00", "");
    }
}
