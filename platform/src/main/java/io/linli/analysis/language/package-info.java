/** Reads what people write: what kind of matter it is, how urgent, what was said before, what many speak of. */
@NullMarked
package io.linli.analysis.language;

import org.jspecify.annotations.NullMarked;
