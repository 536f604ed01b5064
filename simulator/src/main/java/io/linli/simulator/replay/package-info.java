/** Posts real messages from a file as reports, follows them, and tells what became of them. */
@NullMarked
package io.linli.simulator.replay;

import org.jspecify.annotations.NullMarked;
