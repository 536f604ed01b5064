/** What the source articles demand, and where each demand is seen to be met. */
@NullMarked
package io.linli.register;

import org.jspecify.annotations.NullMarked;
