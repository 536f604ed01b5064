/** The way in over HTTP. */
@NullMarked
package io.linli.deliberation.web;

import org.jspecify.annotations.NullMarked;
