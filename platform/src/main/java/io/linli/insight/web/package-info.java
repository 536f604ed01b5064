@NullMarked
package io.linli.insight.web;

import org.jspecify.annotations.NullMarked;
