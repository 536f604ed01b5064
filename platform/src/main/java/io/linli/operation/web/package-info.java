@NullMarked
package io.linli.operation.web;

import org.jspecify.annotations.NullMarked;
