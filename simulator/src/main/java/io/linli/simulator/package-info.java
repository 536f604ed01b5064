/** Talks to a running Linli as any other system would: through its public interfaces only. */
@NullMarked
package io.linli.simulator;

import org.jspecify.annotations.NullMarked;
