@NullMarked
package io.linli.sensing.web;

import org.jspecify.annotations.NullMarked;
