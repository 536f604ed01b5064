@NullMarked
package io.linli.dataprotection.web;

import org.jspecify.annotations.NullMarked;
