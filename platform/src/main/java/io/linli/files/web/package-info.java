/** The way in over HTTP. */
@NullMarked
package io.linli.files.web;

import org.jspecify.annotations.NullMarked;
