/** Where requests come in when several instances share the work: the edge, and the registry that knows who is there. */
@NullMarked
package io.linli.gateway;

import org.jspecify.annotations.NullMarked;
