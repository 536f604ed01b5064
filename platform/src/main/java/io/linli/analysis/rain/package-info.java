/** What fell, in sums over hours: pure, without a database. */
@NullMarked
package io.linli.analysis.rain;

import org.jspecify.annotations.NullMarked;
