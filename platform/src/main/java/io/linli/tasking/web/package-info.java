@NullMarked
package io.linli.tasking.web;

import org.jspecify.annotations.NullMarked;
