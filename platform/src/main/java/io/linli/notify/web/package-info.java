@NullMarked
package io.linli.notify.web;

import org.jspecify.annotations.NullMarked;
