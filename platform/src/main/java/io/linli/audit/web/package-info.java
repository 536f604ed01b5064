@NullMarked
package io.linli.audit.web;

import org.jspecify.annotations.NullMarked;
