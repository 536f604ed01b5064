@NullMarked
package io.linli.evacuation.web;

import org.jspecify.annotations.NullMarked;
