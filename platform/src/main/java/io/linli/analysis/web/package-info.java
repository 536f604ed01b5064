@NullMarked
package io.linli.analysis.web;

import org.jspecify.annotations.NullMarked;
