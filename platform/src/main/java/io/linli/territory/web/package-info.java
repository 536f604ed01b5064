@NullMarked
package io.linli.territory.web;

import org.jspecify.annotations.NullMarked;
