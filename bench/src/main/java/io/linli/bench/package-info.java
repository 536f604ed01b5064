/** Measures Linli as it is installed, each figure beside a limit or a peer of the same run, and keeps what was measured. */
@NullMarked
package io.linli.bench;

import org.jspecify.annotations.NullMarked;
