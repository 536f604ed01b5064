@NullMarked
package io.linli.field.web;

import org.jspecify.annotations.NullMarked;
