@NullMarked
package io.linli.analysis.language.web;

import org.jspecify.annotations.NullMarked;
