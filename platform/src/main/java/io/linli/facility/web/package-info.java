@NullMarked
package io.linli.facility.web;

import org.jspecify.annotations.NullMarked;
