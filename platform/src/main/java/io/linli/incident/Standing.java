package io.linli.incident;

import io.linli.identity.Caller;

/**
 * How a caller stands to one incident.
 *
 * @param covers a post of theirs looks after the ground it lies on
 */
record Standing(Caller caller, boolean covers) {}
