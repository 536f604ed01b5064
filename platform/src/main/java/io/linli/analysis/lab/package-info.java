/** What analysis computes on live data, on a file and without a server. */
@NullMarked
package io.linli.analysis.lab;

import org.jspecify.annotations.NullMarked;
