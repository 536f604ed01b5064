package io.linli.incident;

/** A report that came from the hotline, with what they know of it. */
public record Ticketed(Report report, Ticket ticket) {}
