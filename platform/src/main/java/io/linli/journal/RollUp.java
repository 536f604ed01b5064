package io.linli.journal;

import java.util.List;

/**
 * Says what stays of a module's events when their month has been kept for three years: one event for each subject and
 * month, in the place of all. A bean of this type is asked; what nobody sums up stays as it is. Those who read the journal
 * from the start must come to the same result from the sum as from its parts.
 */
public interface RollUp {

    /** The events that it can sum up: all that the module has. A month that holds others of the module's waits. */
    List<Class<? extends DomainEvent>> events();

    /** The field that says, in each of them, what it is about. */
    String subject();

    /** The sum of all that one month tells of one subject, in order. */
    DomainEvent sum(List<JournalEntry> entries);
}
