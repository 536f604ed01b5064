@NullMarked
package io.linli.workforce.web;

import org.jspecify.annotations.NullMarked;
