/** Linli as people meet it on a machine: its launcher and its jar, in processes of their own. */
@NullMarked
package io.linli.process;

import org.jspecify.annotations.NullMarked;
