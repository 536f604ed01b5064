/** The import desk over HTTP. */
@NullMarked
package io.linli.spreadsheet.web;

import org.jspecify.annotations.NullMarked;
