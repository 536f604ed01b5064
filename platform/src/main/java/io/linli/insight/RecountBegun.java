package io.linli.insight;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import java.time.Instant;

/**
 * The figures are counted anew, into the rows of the {@code generation} that is not shown. It stands in the journal behind
 * all that is to be counted: even where there is nothing else to read, the count comes to an end.
 */
@EventName("insight.recount-begun/1")
record RecountBegun(int generation, Instant at) implements DomainEvent {}
